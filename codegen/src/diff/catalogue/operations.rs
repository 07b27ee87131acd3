//! Operations.

use super::kinds;

kinds! {
    ADDED = "operation/added": "There is an operation more.",
    wire Compatible / None,
    rust "A function more of `Client`, and its types.",
    behaviour None "",
    help "Nothing to do.";

    REMOVED = "operation/removed": "An operation is no longer there.",
    wire Breaking / None,
    rust "Its function and types go.",
    behaviour None "",
    help "Call what stands in its place; `Client::chain` still reaches any path.";

    ID_CHANGED = "operation/id-changed": "An operation has another id.",
    wire None / None,
    rust "The function, its static and its types have other names, unless `x-rust-name` names the function.",
    behaviour None "",
    help "Use the new names, or keep the old one by `x-rust-name`.";

    NAME_CHANGED = "operation/rust-name-changed": "An operation asks for another name in Rust.",
    wire None / None,
    rust "The function, its static and its types have other names.",
    behaviour None "",
    help "Use the new names.";

    DEPRECATED = "operation/deprecated": "The document advises against an operation.",
    wire None / None,
    rust "The function is `#[deprecated]`: callers get a warning.",
    behaviour None "",
    help "Call what stands in its place, before it goes.";

    RESTORED = "operation/no-longer-deprecated": "The document no longer advises against an operation.",
    wire None / None,
    rust "The warning goes.",
    behaviour None "",
    help "Nothing to do.";

    SERVER = "operation/server-changed": "An operation has another server of its own.",
    wire Compatible / None,
    rust "None: the static of the operation knows it.",
    behaviour Changed "The call goes to the new server.",
    help "See that the new address may be reached and is trusted from where the program runs.";

    OFFERED = "operation/offered-servers-changed": "Other servers are offered for an operation (`x-required: false`).",
    wire Compatible / None,
    rust "None: `Call::server` takes a URL.",
    behaviour Changed "A server that is no longer offered is refused by the call that names it; a new one is taken.",
    help "Name one that is offered.";

    QUERY = "operation/fixed-query-changed": "The path sends another fixed query.",
    wire Breaking / None,
    rust "The chain of resources calls its step by the query as well; the static of the operation knows it.",
    behaviour Changed "The call sends the new query.",
    help "Use the new name in the chain.";

    IDEMPOTENT = "operation/idempotent-added": "An operation may be sent twice (`x-idempotent`).",
    wire None / None,
    rust "None.",
    behaviour Changed "The call is repeated after failures, as the client's `Retry` says.",
    help "See that a second call does no more than the first.";

    NOT_IDEMPOTENT = "operation/idempotent-removed": "An operation may no longer be sent twice (`x-idempotent`).",
    wire None / None,
    rust "None.",
    behaviour Changed "The call is no longer repeated once it may have been received.",
    help "Handle errors that were repeated away before.";

    PROTOCOL = "operation/protocol-changed": "What the protocol is told of an operation differs (`x-protocol`).",
    wire Breaking / Breaking,
    rust "None: the static of the operation knows it.",
    behaviour Changed "The protocol treats the call in another way, such as leaving out a signature.",
    help "See what the protocol makes of it.";

    PAGING_ADDED = "operation/paging-added": "An operation says how its pages follow one another (`x-paging`).",
    wire None / None,
    rust "A function more, which gives the items of all pages.",
    behaviour None "",
    help "Nothing to do.";

    PAGING_REMOVED = "operation/paging-removed": "An operation no longer says how its pages follow one another (`x-paging`).",
    wire None / None,
    rust "The function that gives the items of all pages goes.",
    behaviour None "",
    help "Ask for one page after the other.";

    PAGING_CHANGED = "operation/paging-changed": "The pages of an operation follow one another in another way (`x-paging`).",
    wire None / None,
    rust "None, or the items are of another type.",
    behaviour Changed "The function of all pages asks for the next one in the new way.",
    help "Nothing to do.";

    TAGS = "operation/tags-changed": "An operation has other tags.",
    wire None / None,
    rust "None, but with `tag_features`: then other features of Cargo compile the operation.",
    behaviour None "",
    help "Turn on one of the new features.";

    TEXT = "operation/text-changed": "An operation is described by other words.",
    wire None / None,
    rust "None: it is documentation.",
    behaviour None "",
    help "Read it: it may ask for something that the facts do not say.";
}
