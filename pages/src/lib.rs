//! Reads the reference pages of WeChat Pay APIv3, one mechanical format over some thousand pages, and writes what they say
//! as OpenAPI documents, one for each product.
//!
//! | room | in → out |
//! | --- | --- |
//! | `walk` | a folder → the pages in it, and their bytes |
//! | `page` | text → blocks with their lines: headings, tables, fences, links |
//! | `facts` | blocks → operations: parameters, bodies, answers, marks |
//! | `names` | operations → names, those of the name map first |
//! | `document` | facts and names → OpenAPI 3.0.3 as YAML |
//! | `folder` | text → files, all or nothing |
//!
//! Whatever breaks the grammar of the pages is a [`Finding`], costs the smallest unit, and stops nothing.

mod catalogue;
mod document;
mod error;
pub mod facts;
mod finding;
mod folder;
mod import;
mod names;
pub mod page;
mod text;
pub mod walk;

pub use catalogue::{CODES, Code, code};
pub use error::Error;
pub use finding::{Finding, Findings};
pub use folder::Written;
pub use import::{Imported, Options, Step, import, read};
pub use names::Given;
