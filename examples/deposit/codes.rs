//! Which codes to deposit.

use std::error::Error;
use std::fs;
use std::path::Path;

use crate::options::Options;

pub fn read(options: &Options) -> Result<Vec<String>, Box<dyn Error>> {
    match &options.file {
        Some(file) => from_file(file),
        None if !options.codes.is_empty() => Ok(options.codes.clone()),
        // Made-up codes are for the mock alone.
        None if options.live => Err("--live wants codes, or --file\n  what is deposited cannot be taken back".into()),
        None => Ok((0..5).map(|number| format!("{}", 478_515_832_665_u64 + number)).collect()),
    }
}

fn from_file(file: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let text = fs::read_to_string(file).map_err(|error| {
        format!("{} cannot be read: {error}\n  --file wants a text file with one code a line", file.display())
    })?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let codes: Vec<String> = lines.map(str::to_owned).collect();
    if codes.is_empty() {
        return Err(format!("{} holds no code\n  write one code a line", file.display()).into());
    }
    Ok(codes)
}
