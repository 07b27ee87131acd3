//! Request bodies, matched by media type.

use super::Walk;
use super::site::{Reach, Site};
use crate::diff::catalogue::bodies as kinds;
use crate::diff::origin::Origin;
use crate::resolve::api::{Body, Content, Operation};

/// The media types of a content.
pub fn media(content: &Content) -> impl Iterator<Item = &String> {
    std::iter::once(&content.media_type).chain(&content.also)
}

/// How parts of a body or properties of a form are written, as text.
fn encodings(content: &Content) -> Vec<String> {
    content.encodings.iter().map(|it| format!("{} {:?} {:?}", it.name, it.media_type, it.style)).collect()
}

impl Walk<'_> {
    pub(super) fn body(&mut self, (was, old): (usize, &Operation), (is, new): (usize, &Operation), site: &Site) {
        let site = site.place("body").reaching(Reach::REQUESTS);
        match (&old.body, &new.body) {
            (None, None) => {}
            (None, Some(body)) => {
                let entry = if body.required { &kinds::REQUIRED_ADDED } else { &kinds::OPTIONAL_ADDED };
                let parts: Vec<_> = schemas(body).flat_map(|id| self.new.nameless(id)).collect();
                let site = site.at(None, Some(&body.pointer));
                self.note(entry, &site, "").of_new([Origin::Body(is)]).of_new(parts);
            }
            (Some(body), None) => {
                let parts: Vec<_> = schemas(body).flat_map(|id| self.old.nameless(id)).collect();
                let site = site.at(Some(&body.pointer), None);
                self.note(&kinds::REMOVED, &site, "").of_old([Origin::Body(was)]).of_old(parts);
            }
            (Some(before), Some(after)) => {
                let site = site.at(Some(&before.pointer), Some(&after.pointer));
                self.bodies((was, before), (is, after), &site);
            }
        }
    }

    fn bodies(&mut self, (was, old): (usize, &Body), (is, new): (usize, &Body), site: &Site) {
        let (before, after) = ([Origin::Body(was)], [Origin::Body(is)]);
        if old.required != new.required {
            let entry = if new.required { &kinds::BECAME_REQUIRED } else { &kinds::BECAME_OPTIONAL };
            self.note(entry, site, "").of_old(before.clone()).of_new(after.clone());
        }
        self.text(&kinds::TEXT, site, &[old.description.as_deref()], &[new.description.as_deref()]);
        for content in &new.contents {
            let origin = Origin::BodyContent(is, content.media_type.clone());
            let known = old.contents.iter().find(|other| other.media_type == content.media_type);
            let Some(known) = known.or_else(|| old.contents.iter().find(|other| overlap(other, content))) else {
                let parts: Vec<_> = content.schema.into_iter().flat_map(|id| self.new.nameless(id)).collect();
                let detail = format!("`{}`", content.media_type);
                self.note(&kinds::MEDIA_ADDED, site, detail).of_new([origin]).of_new(parts);
                continue;
            };
            self.media_types(known, content, site);
            let was = Origin::BodyContent(was, known.media_type.clone());
            let site = site.clone().holding(&kinds::TYPE, vec![was], vec![origin]);
            if encodings(known) != encodings(content) {
                self.note(&kinds::ENCODING, &site, "");
            }
            self.contents(known, content, &site);
        }
        for content in old.contents.iter().filter(|content| !new.contents.iter().any(|other| overlap(other, content))) {
            let parts: Vec<_> = content.schema.into_iter().flat_map(|id| self.old.nameless(id)).collect();
            let origin = Origin::BodyContent(was, content.media_type.clone());
            let detail = format!("`{}`", content.media_type);
            self.note(&kinds::MEDIA_REMOVED, site, detail).of_old([origin]).of_old(parts);
        }
        let preferred = |body: &Body, other: &Body| {
            body.contents
                .iter()
                .find(|it| other.contents.iter().any(|also| overlap(it, also)))
                .map(|it| it.media_type.clone())
        };
        if let (Some(first), Some(now)) = (preferred(old, new), preferred(new, old))
            && first != now
        {
            self.note(&kinds::PREFERENCE, site, format!("`{now}` before `{first}`")).of_old(before).of_new(after);
        }
    }

    /// Media types that are read and written as the same content.
    fn media_types(&mut self, old: &Content, new: &Content, site: &Site) {
        for more in media(new).filter(|name| !media(old).any(|known| known == *name)) {
            self.note(&kinds::MEDIA_ADDED, site, format!("`{more}`"));
        }
        for less in media(old).filter(|name| !media(new).any(|known| known == *name)) {
            self.note(&kinds::MEDIA_REMOVED, site, format!("`{less}`"));
        }
    }

    /// The values of two contents.
    pub(super) fn contents(&mut self, old: &Content, new: &Content, site: &Site) {
        match (old.schema, new.schema) {
            _ if old.codec != new.codec => self.type_changed(old.schema, new.schema, site, ""),
            (Some(before), Some(after)) => self.pair(before, after, site),
            (None, None) => {}
            (before, after) => self.type_changed(before, after, site, ""),
        }
    }
}

/// Whether they have a media type in common.
pub fn overlap(one: &Content, other: &Content) -> bool {
    media(one).any(|name| media(other).any(|also| also == name))
}

fn schemas(body: &Body) -> impl Iterator<Item = crate::resolve::api::SchemaId> + '_ {
    body.contents.iter().filter_map(|content| content.schema)
}
