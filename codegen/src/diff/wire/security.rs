//! What callers identify themselves with.

use super::Walk;
use super::document::DOCUMENT;
use super::site::{Reach, Site};
use crate::diff::catalogue::document as kinds;
use crate::diff::origin::Origin;
use crate::resolve::api::{Api, Operation, Requirement, SchemeKind, SecurityScheme};

impl Walk<'_> {
    pub(super) fn security(&mut self) {
        let site = Site::of(DOCUMENT, Reach::REQUESTS);
        let (old, new) = (&self.old.api.security, &self.new.api.security);
        for scheme in &new.schemes {
            match old.schemes.iter().find(|other| other.name == scheme.name) {
                Some(before) => self.scheme(before, scheme, &site),
                None => {
                    let site = site.place(format!("security scheme {}", scheme.name)).at(None, Some(&scheme.pointer));
                    self.note(&kinds::SCHEME_ADDED, &site, "").of_new([Origin::Scheme(scheme.name.clone())]);
                }
            }
        }
        for scheme in old.schemes.iter().filter(|scheme| new.schemes.iter().all(|other| other.name != scheme.name)) {
            let site = site.place(format!("security scheme {}", scheme.name)).at(Some(&scheme.pointer), None);
            self.note(&kinds::SCHEME_REMOVED, &site, "").of_old([Origin::Scheme(scheme.name.clone())]);
        }
        let (before, after) = (old.needed.as_deref(), new.needed.as_deref());
        self.requirement(names(before, self.old.api), names(after, self.new.api), &site);
    }

    fn scheme(&mut self, old: &SecurityScheme, new: &SecurityScheme, site: &Site) {
        let place = format!("security scheme {}", new.name);
        let site = site.place(place).at(Some(&old.pointer), Some(&new.pointer));
        let flows = match (&old.kind, &new.kind) {
            (before, after) if before == after => return,
            (SchemeKind::OAuth2(_), SchemeKind::OAuth2(_)) => true,
            _ => false,
        };
        let entry = if flows { &kinds::SCHEME_TOKENS } else { &kinds::SCHEME_CHANGED };
        let origin = Origin::Scheme(new.name.clone());
        self.note(entry, &site, "").of_old([origin.clone()]).of_new([origin]);
    }

    /// What an operation needs by itself. What the document says of all operations is told of the document.
    pub(super) fn needed(&mut self, old: &Operation, new: &Operation, site: &Site) {
        if old.security.is_none() && new.security.is_none() {
            return;
        }
        let of = |own: &Operation, api: &Api| names(own.security.as_deref().or(api.security.needed.as_deref()), api);
        let (before, after) = (of(old, self.old.api), of(new, self.new.api));
        self.requirement(before, after, &site.clone().reaching(Reach::REQUESTS));
    }

    fn requirement(&mut self, old: Vec<String>, new: Vec<String>, site: &Site) {
        let is_free = |needed: &[String]| needed.is_empty() || needed.iter().any(String::is_empty);
        let entry = match (is_free(&old), is_free(&new)) {
            _ if old == new => return,
            (true, true) => return,
            (true, false) => &kinds::SECURITY_REQUIRED,
            (false, true) => &kinds::SECURITY_FREE,
            (false, false) => &kinds::SECURITY_CHANGED,
        };
        let shown = |needed: &[String]| match is_free(needed) {
            true => "nothing".to_owned(),
            false => needed.join(", or "),
        };
        let detail = format!("{}, before: {}", shown(&new), shown(&old));
        let found = self.note(entry, site, detail);
        // Another alternative takes nothing from those who have the credentials of an old one.
        if old.iter().all(|alternative| new.contains(alternative)) && !is_free(&old) {
            found.wire.requests = crate::diff::effect::Level::Compatible;
        }
    }
}

/// Each alternative as text: its schemes, with their scopes.
fn names(needed: Option<&[Requirement]>, api: &Api) -> Vec<String> {
    let alternative = |requirement: &Requirement| {
        let schemes = requirement.schemes.iter().map(|(index, scopes)| {
            let name = api.security.schemes.get(*index).map_or("", |scheme| scheme.name.as_str());
            if scopes.is_empty() { name.to_owned() } else { format!("{name} ({})", scopes.join(" ")) }
        });
        schemes.collect::<Vec<_>>().join(" and ")
    };
    needed.into_iter().flatten().map(alternative).collect()
}
