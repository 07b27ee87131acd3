//! Whether a value fits a schema, and what of it a client keeps.

use crate::resolve::api::{IntegerFormat, NumberFormat, Property, SchemaId, Schemas, Shape, Union, Variant};
use serde_json::{Map, Number, Value};

/// How many schemas and values are compared for one value, at most.
const MAX_STEPS: usize = 100_000;

/// How many schemas may stand inside one another.
const MAX_DEPTH: usize = 100;

/// What of `value` a client keeps that reads it as `schema`: members that the schema does not name are left out, and
/// those that are `null` where no `null` is allowed. `None` where the value does not fit.
pub fn fitted(schemas: &Schemas, schema: SchemaId, value: &Value) -> Option<Value> {
    Fitting { schemas, steps: MAX_STEPS, depth: 0 }.fit(schema, value).map(|fitted| fitted.value)
}

struct Fitting<'a> {
    schemas: &'a Schemas,
    steps: usize,
    depth: usize,
}

/// What is kept of a value, and how many members are not.
struct Fitted {
    value: Value,
    lost: usize,
}

impl Fitted {
    fn whole(value: Value) -> Option<Self> {
        Some(Self { value, lost: 0 })
    }
}

impl Fitting<'_> {
    fn fit(&mut self, schema: SchemaId, value: &Value) -> Option<Fitted> {
        self.steps = self.steps.checked_sub(1)?;
        if self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let fitted = self.fit_meant(schema, value);
        self.depth -= 1;
        fitted
    }

    fn fit_meant(&mut self, schema: SchemaId, value: &Value) -> Option<Fitted> {
        let (meant, nullable) = self.schemas.meant(schema);
        let facts = self.schemas.get(meant);
        if value.is_null() && nullable {
            return Fitted::whole(Value::Null);
        }
        if facts.constant.as_ref().is_some_and(|constant| constant != value) {
            return None;
        }
        let fits = match &facts.shape {
            Shape::Any | Shape::Alias(_) => true,
            Shape::Boolean => value.is_boolean(),
            Shape::Integer(format) => return integer(*format, value).and_then(Fitted::whole),
            Shape::Number(format) => return number(*format, value).and_then(Fitted::whole),
            Shape::Text | Shape::Binary | Shape::File => value.is_string(),
            Shape::SensitiveText => false,
            Shape::JsonText(_) => value.as_str().is_some_and(|text| serde_json::from_str::<Value>(text).is_err()),
            Shape::TextEnum(known) => known.iter().any(|known| value.as_str() == Some(known.value.as_str())),
            Shape::IntegerEnum(known) => known.iter().any(|known| value.as_i64() == Some(known.value)),
            Shape::ValueEnum(known) => known.iter().any(|known| *value == known.value),
            Shape::Array(item) => return self.array(|_| Some(*item), value),
            Shape::Tuple(items, _) if value.as_array().is_none_or(|value| value.len() < items.len()) => false,
            Shape::Tuple(items, rest) => return self.array(|index| items.get(index).copied().or(*rest), value),
            Shape::Map(item) => return self.object(&[], Some(*item), value),
            Shape::Object(object) => {
                let named = self.object(&object.properties, object.rest, value)?;
                return match object.variants.as_slice() {
                    [] => Some(named),
                    variants => self.around(named, variants, value),
                };
            }
            Shape::Union(union) => return self.union(union, value),
        };
        fits.then(|| value.clone()).and_then(Fitted::whole)
    }

    fn array(&mut self, item: impl Fn(usize) -> Option<SchemaId>, value: &Value) -> Option<Fitted> {
        let mut lost = 0;
        let mut items = Vec::new();
        for (index, value) in value.as_array()?.iter().enumerate() {
            let fitted = self.fit(item(index)?, value)?;
            lost += fitted.lost;
            items.push(fitted.value);
        }
        Some(Fitted { value: Value::Array(items), lost })
    }

    fn object(&mut self, properties: &[Property], rest: Option<SchemaId>, value: &Value) -> Option<Fitted> {
        let members = value.as_object()?;
        let mut kept = Map::new();
        let mut lost = 0;
        for (name, value) in members {
            let property = properties.iter().find(|property| property.name == *name);
            let Some(schema) = property.map(|property| property.schema).or(rest) else {
                lost += 1;
                continue;
            };
            match self.fit(schema, value) {
                Some(fitted) => {
                    lost += fitted.lost;
                    kept.insert(name.clone(), fitted.value);
                }
                None if value.is_null() => lost += 1,
                None => return None,
            }
        }
        let is_missing = |name: &str| !kept.contains_key(name);
        let incomplete = properties.iter().any(|property| property.required && is_missing(&property.name));
        (!incomplete).then_some(Fitted { value: Value::Object(kept), lost })
    }

    /// What is kept of an object whose members are in part those of other schemas.
    fn around(&mut self, named: Fitted, variants: &[Variant], value: &Value) -> Option<Fitted> {
        let mut members = Map::new();
        for variant in variants {
            let fitted = self.fit(variant.schema, value)?;
            add(&mut members, fitted.value)?;
        }
        add(&mut members, named.value)?;
        let lost = value.as_object()?.len() - members.len();
        Some(Fitted { value: Value::Object(members), lost })
    }

    fn union(&mut self, union: &Union, value: &Value) -> Option<Fitted> {
        if let Some(discriminator) = &union.discriminator
            && let Some(Value::String(tag)) = value.get(&discriminator.property)
            && let Some((_, members)) = discriminator.members_by_value().into_iter().find(|(value, _)| value == tag)
        {
            let mut fitted = self.best(union, &members, value)?;
            // It tells the member apart, whether or not that has it.
            if let Some(members) = fitted.value.as_object_mut() {
                members.insert(discriminator.property.clone(), tag.as_str().into());
            }
            return Some(fitted);
        }
        self.best(union, &union.untold(), value)
    }

    /// What is kept of a value by the member of these that keeps most of it.
    fn best(&mut self, union: &Union, members: &[usize], value: &Value) -> Option<Fitted> {
        let mut best: Option<Fitted> = None;
        for member in members.iter().filter_map(|member| union.members.get(*member)) {
            if let Some(fitted) = self.fit(*member, value)
                && best.as_ref().is_none_or(|best| fitted.lost < best.lost)
            {
                best = Some(fitted);
            }
        }
        best
    }
}

/// The members of the object `more`, where there is none of their name.
fn add(members: &mut Map<String, Value>, more: Value) -> Option<()> {
    let Value::Object(more) = more else { return None };
    for (name, value) in more {
        members.entry(name).or_insert(value);
    }
    Some(())
}

/// A whole number of the size, in whatever notation.
fn integer(format: IntegerFormat, value: &Value) -> Option<Value> {
    let number = value.as_number()?;
    let whole = |number: f64| (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i128);
    let exact = number.as_i128().or_else(|| number.as_f64().and_then(whole))?;
    let fits = match format {
        IntegerFormat::Int32 => i32::try_from(exact).is_ok(),
        IntegerFormat::Int64 => i64::try_from(exact).is_ok(),
        IntegerFormat::Uint32 => u32::try_from(exact).is_ok(),
        IntegerFormat::Uint64 => u64::try_from(exact).is_ok(),
    };
    fits.then(|| value.clone())
}

/// A number with the digits that its size keeps.
fn number(format: NumberFormat, value: &Value) -> Option<Value> {
    let number = value.as_f64()?;
    if format == NumberFormat::Double {
        return Some(value.clone());
    }
    // The shortest digits of the number as it is kept, as they are written.
    let kept: f64 = (number as f32).to_string().parse().ok()?;
    Number::from_f64(kept).map(Value::Number)
}
