//! Writing of objects.

use std::ops::Range;

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
    #[inline]
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

    /// Writes what `values` write as objects, then those of the fields that are not in them. Of a member that comes twice
    /// the first one counts.
    pub fn object_around(&mut self, fields: &[(&'static str, &dyn Field)], values: &[&dyn Encode]) {
        let start = self.bytes.len();
        let mut written: Vec<String> = Vec::new();
        for value in values {
            let from = self.bytes.len();
            value.encode(self);
            self.join(start, from, &mut written);
        }
        if self.bytes.len() == start {
            self.bytes.push(b'{');
        }
        for (name, field) in fields.iter().filter(|(name, _)| !written.iter().any(|key| key == name)) {
            field.write(name, self);
        }
        self.bytes.push(b'}');
    }

    /// Adds what was written from `from` on to the object that begins at `start` and has the members `written`; both are
    /// left open for more.
    fn join(&mut self, start: usize, from: usize, written: &mut Vec<String>) {
        // What is no object cannot be a part of one.
        let Some(members) = members(self.bytes.get(from..).unwrap_or_default()) else {
            return self.cut(from..self.bytes.len());
        };
        self.bytes.pop();
        let mut is_last = true;
        for (index, (name, place)) in members.iter().enumerate().rev() {
            if !written.contains(name) {
                is_last = false;
                continue;
            }
            // The comma before it goes as well; of the first member the one behind it, if there is one.
            let (before, behind) = if index == 0 { (0, usize::from(!is_last)) } else { (1, 0) };
            self.cut(from + place.start - before..from + place.end + behind);
        }
        let is_empty = self.bytes.len() == from + 1;
        written.extend(members.into_iter().map(|(name, _)| name));
        if from > start {
            match self.bytes.get_mut(from) {
                Some(brace) if !is_empty && from > start + 1 => *brace = b',',
                _ => self.cut(from..from + 1),
            }
        }
    }

    /// Takes back what was written at `place`.
    fn cut(&mut self, place: Range<usize>) {
        let length = place.len();
        let moved = |at: usize| if at < place.end { at } else { at - length };
        self.bytes.drain(place.clone());
        self.sensitive.retain(|text| !place.contains(&text.range.start));
        for text in &mut self.sensitive {
            text.range = moved(text.range.start)..moved(text.range.end);
        }
        self.uploads.retain(|(at, _)| !place.contains(at));
        for (at, _) in &mut self.uploads {
            *at = moved(*at);
        }
        self.not_finite = self.not_finite.filter(|(_, at)| !place.contains(at)).map(|(number, at)| (number, moved(at)));
    }
}

/// The members of the object that `json` is, each with its place.
fn members(json: &[u8]) -> Option<Vec<(String, Range<usize>)>> {
    let mut reader = jiter::Jiter::new(json);
    let mut members = Vec::new();
    let mut key = reader.next_object().ok()?.map(str::to_owned);
    // Behind the brace, and behind each comma.
    let mut start = 1;
    while let Some(found) = key {
        reader.next_skip().ok()?;
        let end = reader.current_index();
        members.push((found, start..end));
        start = end + 1;
        key = reader.next_key().ok()?.map(str::to_owned);
    }
    Some(members)
}
