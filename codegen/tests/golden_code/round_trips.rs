//! Instances of every model of the golden cases, read and written by the test that is put beside an emitted crate.

macro_rules! cases {
    ($($name:ident = $path:literal),* $(,)?) => { $(#[path = $path] mod $name;)* };
}

cases! {
    all_of = "../golden/all-of/expected/round_trips.rs",
    bodies = "../golden/bodies/expected/round_trips.rs",
    callbacks = "../golden/callbacks/expected/round_trips.rs",
    constants = "../golden/constants/expected/round_trips.rs",
    enums = "../golden/enums/expected/round_trips.rs",
    formats = "../golden/formats/expected/round_trips.rs",
    headers = "../golden/headers/expected/round_trips.rs",
    limits = "../golden/limits/expected/round_trips.rs",
    marks = "../golden/marks/expected/round_trips.rs",
    maps = "../golden/maps/expected/round_trips.rs",
    media_types = "../golden/media-types/expected/round_trips.rs",
    multipart = "../golden/multipart/expected/round_trips.rs",
    names = "../golden/names/expected/round_trips.rs",
    nulls = "../golden/nulls/expected/round_trips.rs",
    objects = "../golden/objects/expected/round_trips.rs",
    one_of = "../golden/one-of/expected/round_trips.rs",
    paging = "../golden/paging/expected/round_trips.rs",
    parameters = "../golden/parameters/expected/round_trips.rs",
    parents = "../golden/parents/expected/round_trips.rs",
    recursion = "../golden/recursion/expected/round_trips.rs",
    references = "../golden/references/expected/round_trips.rs",
    responses = "../golden/responses/expected/round_trips.rs",
    selected = "../golden/selected/expected/round_trips.rs",
    servers = "../golden/servers/expected/round_trips.rs",
    streams = "../golden/streams/expected/round_trips.rs",
    styles = "../golden/styles/expected/round_trips.rs",
    tuples = "../golden/tuples/expected/round_trips.rs",
    unsupported = "../golden/unsupported/expected/round_trips.rs",
    views = "../golden/views/expected/round_trips.rs",
    webhooks = "../golden/webhooks/expected/round_trips.rs",
    yaml = "../golden/yaml/expected/round_trips.rs",
}
