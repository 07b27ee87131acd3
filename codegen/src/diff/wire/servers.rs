//! Where calls go.

use super::Walk;
use super::document::DOCUMENT;
use super::site::{Reach, Site};
use crate::diff::catalogue::{Entry, document as kinds};
use crate::diff::origin::Origin;
use crate::resolve::api::{Server, ServerVariable};

impl Walk<'_> {
    pub(super) fn servers(&mut self) {
        let site = Site::of(DOCUMENT, Reach::BOTH);
        let (old, new) = (&self.old.api.servers, &self.new.api.servers);
        let url = |server: Option<&Server>| server.map_or("none", |server| server.url.as_str()).to_owned();
        if url(old.main()) != url(new.main()) {
            let detail = format!("`{}` was `{}`", url(new.main()), url(old.main()));
            self.servers_note(&kinds::SERVER_MOVED, &site, detail);
        }
        if old.backup != new.backup {
            let shown = |backup: &Option<String>| backup.as_deref().unwrap_or("none").to_owned();
            let detail = format!("`{}` was `{}`", shown(&new.backup), shown(&old.backup));
            self.servers_note(&kinds::SERVER_BACKUP, &site, detail);
        }
        // One that only took the place of the usual one is told as that.
        let replaced = old.list.len() == new.list.len() && old.list.len() == 1;
        for (index, server) in new.list.iter().enumerate() {
            // Several may have one URL, with other variables.
            let namesakes = new.list.iter().take(index).filter(|other| other.url == server.url).count();
            match old.list.iter().filter(|other| other.url == server.url).nth(namesakes) {
                Some(before) => self.server(before, server, &site),
                None if !replaced => self.servers_note(&kinds::SERVER_ADDED, &site, format!("`{}`", server.url)),
                None => self.variables(old.list.first().map_or(&[], |old| &old.variables), &server.variables, &site),
            }
        }
        let urls = |list: &[Server], url: &str| list.iter().filter(|other| other.url == url).count();
        for (index, server) in old.list.iter().enumerate().filter(|_| !replaced) {
            let Some(before) = old.list.get(..=index) else { continue };
            if urls(before, &server.url) <= urls(&new.list, &server.url) {
                continue;
            }
            self.servers_note(&kinds::SERVER_REMOVED, &site, format!("`{}`", server.url));
        }
    }

    fn servers_note(&mut self, entry: &'static Entry, site: &Site, detail: String) {
        self.note(entry, site, detail).of_old([Origin::Servers]).of_new([Origin::Servers]);
    }

    fn server(&mut self, old: &Server, new: &Server, site: &Site) {
        if old.description != new.description {
            self.servers_note(&kinds::SERVER_TEXT, site, format!("`{}`", new.url));
        }
        self.variables(&old.variables, &new.variables, site);
    }

    fn variables(&mut self, old: &[ServerVariable], new: &[ServerVariable], site: &Site) {
        for variable in new {
            match old.iter().find(|other| other.name == variable.name) {
                Some(before) => self.variable(before, variable, site),
                None => self.servers_note(&kinds::SERVER_VARIABLE_ADDED, site, format!("`{}`", variable.name)),
            }
        }
        for variable in old.iter().filter(|variable| new.iter().all(|other| other.name != variable.name)) {
            self.servers_note(&kinds::SERVER_VARIABLE_REMOVED, site, format!("`{}`", variable.name));
        }
    }

    fn variable(&mut self, old: &ServerVariable, new: &ServerVariable, site: &Site) {
        if old.default != new.default {
            let shown = |default: &Option<String>| default.as_deref().unwrap_or("nothing").to_owned();
            let detail = format!("`{}`: `{}` was `{}`", new.name, shown(&new.default), shown(&old.default));
            self.servers_note(&kinds::SERVER_VARIABLE_DEFAULT, site, detail);
        }
        for value in new.values.iter().filter(|value| !old.values.contains(value)) {
            self.servers_note(&kinds::SERVER_VALUE_ADDED, site, format!("`{}`: `{value}`", new.name));
        }
        for value in old.values.iter().filter(|value| !new.values.contains(value)) {
            self.servers_note(&kinds::SERVER_VALUE_REMOVED, site, format!("`{}`: `{value}`", new.name));
        }
    }
}
