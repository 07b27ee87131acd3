//! What operations answer, matched by status and media type.

use super::Walk;
use super::bodies::{media, overlap};
use super::site::{Reach, Site};
use crate::diff::catalogue::responses as kinds;
use crate::diff::origin::Origin;
use crate::resolve::api::{Content, Header, Operation, Response, SchemaId, Status};

/// `200`, `4XX`, `default`.
pub fn shown(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}XX"),
        Status::Default => "default".to_owned(),
    }
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

fn schemas(response: &Response) -> impl Iterator<Item = SchemaId> + '_ {
    response.contents.iter().filter_map(|content| content.schema)
}

/// What comes and goes with a response.
fn origins(index: usize, response: &Response) -> Vec<Origin> {
    let headers = response.headers.iter().map(|header| Origin::Header(header.name.to_lowercase()));
    std::iter::once(Origin::Response(index, response.status)).chain(headers).collect()
}

impl Walk<'_> {
    pub(super) fn responses(&mut self, (was, old): (usize, &Operation), (is, new): (usize, &Operation), site: &Site) {
        let at =
            |response: &Response| site.place(format!("response {}", shown(response.status))).reaching(Reach::ANSWERS);
        for response in &new.responses {
            let site = at(response);
            let Some(known) = old.responses.iter().find(|other| other.status == response.status) else {
                let entry = if is_success(response.status) { &kinds::SUCCESS_ADDED } else { &kinds::FAILURE_ADDED };
                let parts: Vec<_> = schemas(response).flat_map(|id| self.new.nameless(id)).collect();
                let site = site.at(None, Some(&response.pointer));
                self.note(entry, &site, "").of_new(origins(is, response)).of_new(parts);
                continue;
            };
            let site = site.at(Some(&known.pointer), Some(&response.pointer));
            self.response((was, known), (is, response), &site);
        }
        for response in &old.responses {
            if new.responses.iter().all(|other| other.status != response.status) {
                let entry = if is_success(response.status) { &kinds::SUCCESS_REMOVED } else { &kinds::FAILURE_REMOVED };
                let parts: Vec<_> = schemas(response).flat_map(|id| self.old.nameless(id)).collect();
                let site = at(response).at(Some(&response.pointer), None);
                self.note(entry, &site, "").of_old(origins(was, response)).of_old(parts);
            }
        }
    }

    fn response(&mut self, (was, old): (usize, &Response), (is, new): (usize, &Response), site: &Site) {
        self.text(&kinds::TEXT, site, &[Some(&old.description)], &[Some(&new.description)]);
        self.headers(old, new, site);
        if old.unsigned != new.unsigned {
            self.note(if new.unsigned { &kinds::UNSIGNED } else { &kinds::SIGNED }, site, "");
        }
        let entry = match (old.contents.is_empty(), new.contents.is_empty()) {
            (true, false) => &kinds::BODY_ADDED,
            (false, true) => &kinds::BODY_REMOVED,
            _ => return self.answers((was, old), (is, new), site),
        };
        let before: Vec<_> = schemas(old).flat_map(|id| self.old.nameless(id)).collect();
        let after: Vec<_> = schemas(new).flat_map(|id| self.new.nameless(id)).collect();
        let (was, is) = (Origin::Response(was, old.status), Origin::Response(is, new.status));
        self.note(entry, site, "").of_old([was]).of_old(before).of_new([is]).of_new(after);
    }

    fn answers(&mut self, (was, old): (usize, &Response), (is, new): (usize, &Response), site: &Site) {
        let origin = |index, response: &Response, content: &Content| {
            Origin::ResponseContent(index, response.status, content.media_type.clone())
        };
        for content in &new.contents {
            let same = |other: &&Content| other.media_type == content.media_type;
            let known = old.contents.iter().find(same);
            let Some(known) = known.or_else(|| old.contents.iter().find(|other| overlap(other, content))) else {
                let parts: Vec<_> = content.schema.into_iter().flat_map(|id| self.new.nameless(id)).collect();
                let detail = format!("`{}`", content.media_type);
                self.note(&kinds::MEDIA_ADDED, site, detail).of_new([origin(is, new, content)]).of_new(parts);
                continue;
            };
            for more in media(content).filter(|name| !media(known).any(|other| other == *name)) {
                self.note(&kinds::MEDIA_ADDED, site, format!("`{more}`"));
            }
            for less in media(known).filter(|name| !media(content).any(|other| other == *name)) {
                self.note(&kinds::MEDIA_REMOVED, site, format!("`{less}`"));
            }
            let (before, after) = (vec![origin(was, old, known)], vec![origin(is, new, content)]);
            self.contents(known, content, &site.clone().holding(&kinds::TYPE, before, after));
        }
        for content in old.contents.iter().filter(|content| !new.contents.iter().any(|other| overlap(other, content))) {
            let parts: Vec<_> = content.schema.into_iter().flat_map(|id| self.old.nameless(id)).collect();
            let detail = format!("`{}`", content.media_type);
            self.note(&kinds::MEDIA_REMOVED, site, detail).of_old([origin(was, old, content)]).of_old(parts);
        }
        let first = |list: &[Content], others: &[Content]| {
            list.iter().find(|it| others.iter().any(|also| overlap(it, also))).map(|it| it.media_type.clone())
        };
        if let (Some(before), Some(now)) = (first(&old.contents, &new.contents), first(&new.contents, &old.contents))
            && before != now
        {
            let (was, is) = (Origin::Response(was, old.status), Origin::Response(is, new.status));
            let detail = format!("`{now}` before `{before}`");
            self.note(&kinds::PREFERENCE, site, detail).of_old([was]).of_new([is]);
        }
    }

    fn headers(&mut self, old: &Response, new: &Response, site: &Site) {
        let origin = |header: &Header| Origin::Header(header.name.to_lowercase());
        let at = |header: &Header| site.place(format!("{} header {}", site.place, header.name));
        for header in &new.headers {
            let known = old.headers.iter().find(|other| other.name.eq_ignore_ascii_case(&header.name));
            let Some(known) = known else {
                let parts: Vec<_> = header.schema.into_iter().flat_map(|id| self.new.nameless(id)).collect();
                let site = at(header).at(None, Some(&header.pointer));
                self.note(&kinds::HEADER_ADDED, &site, "").of_new([origin(header)]).of_new(parts);
                continue;
            };
            let site = at(header).at(Some(&known.pointer), Some(&header.pointer));
            let site = site.holding(&kinds::HEADER_TYPE, vec![origin(known)], vec![origin(header)]);
            self.text(&kinds::TEXT, &site, &[known.description.as_deref()], &[header.description.as_deref()]);
            match (known.schema, header.schema) {
                (Some(before), Some(after)) => self.pair(before, after, &site),
                (None, None) => {}
                (before, after) => self.type_changed(before, after, &site, ""),
            }
        }
        let gone = |header: &&Header| !new.headers.iter().any(|other| other.name.eq_ignore_ascii_case(&header.name));
        for header in old.headers.iter().filter(gone) {
            let parts: Vec<_> = header.schema.into_iter().flat_map(|id| self.old.nameless(id)).collect();
            let site = at(header).at(Some(&header.pointer), None);
            self.note(&kinds::HEADER_REMOVED, &site, "").of_old([origin(header)]).of_old(parts);
        }
    }
}
