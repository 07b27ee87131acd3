//! Writing of objects.

use super::Writer;
use crate::model::{Encode, Field, Map};

impl Writer {
    /// Writes a member of a union whose discriminator is the field `tag`: with that field, where the member has none.
    pub fn tagged(&mut self, tag: &'static str, value: &'static str, member: &dyn Encode) {
        self.tag = Some((tag, value));
        member.encode(self);
        self.tag = None;
    }

    /// Begins an object of these fields.
    #[inline]
    fn begin_object(&mut self, fields: &[(&'static str, &dyn Field)], has: impl Fn(&str) -> bool) {
        self.bytes.push(b'{');
        if self.tag.is_some() {
            self.write_tag(fields, &has);
        }
    }

    /// Writes the discriminator of the union around the object that has just begun, unless it is one of its own fields.
    #[cold]
    fn write_tag(&mut self, fields: &[(&'static str, &dyn Field)], has: &dyn Fn(&str) -> bool) {
        if let Some((tag, value)) = self.tag.take()
            && !has(tag)
            && !fields.iter().any(|(name, field)| *name == tag && !field.is_absent())
        {
            self.key(tag);
            self.string(value);
        }
    }

    /// Writes an object of the fields that are not absent, in order.
    pub fn object(&mut self, fields: &[(&'static str, &dyn Field)]) {
        self.begin_object(fields, |_| false);
        for (name, field) in fields {
            field.write(name, self);
        }
        self.bytes.push(b'}');
    }

    /// Writes an object of the fields that are not absent, then what `rest` has under other names.
    pub fn object_and_rest<T: Encode>(&mut self, fields: &[(&'static str, &dyn Field)], rest: &Map<T>) {
        self.begin_object(fields, |name| rest.contains_key(name));
        for (name, field) in fields {
            field.write(name, self);
        }
        for (key, value) in rest {
            let is_written = fields.iter().any(|(name, field)| name == key && !field.is_absent());
            if !is_written {
                value.write(key, self);
            }
        }
        self.bytes.push(b'}');
    }

    /// Writes what `value` writes as an object, then those of the fields that are not in it.
    pub fn object_around<T: Encode>(&mut self, fields: &[(&'static str, &dyn Field)], value: &T) {
        let start = self.bytes.len();
        value.encode(self);
        let written = keys(self.bytes.get(start..).unwrap_or_default());
        match &written {
            Some(_) => {
                self.bytes.pop();
            }
            // What is no object cannot be a part of one.
            None => {
                self.bytes.truncate(start);
                self.sensitive.retain(|place| place.start < start);
                self.uploads.retain(|(place, _)| *place < start);
                self.not_finite = self.not_finite.filter(|(_, place)| *place < start);
                self.bytes.push(b'{');
            }
        }
        let written = written.unwrap_or_default();
        for (name, field) in fields.iter().filter(|(name, _)| !written.iter().any(|key| key == name)) {
            field.write(name, self);
        }
        self.bytes.push(b'}');
    }
}

/// The keys of the object that `json` is.
fn keys(json: &[u8]) -> Option<Vec<String>> {
    let mut reader = jiter::Jiter::new(json);
    let mut keys = Vec::new();
    let mut key = reader.next_object().ok()?.map(str::to_owned);
    while let Some(found) = key {
        keys.push(found);
        reader.next_skip().ok()?;
        key = reader.next_key().ok()?.map(str::to_owned);
    }
    Some(keys)
}
