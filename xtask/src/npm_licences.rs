//! Holds every npm package of a lock file to the licences that `deny.toml` allows.

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// Reads npm's lock file, which names each package's licence, and complains about every one that is not allowed.
///
/// # Errors
/// With the packages whose licence is unknown or not allowed.
pub(crate) fn check(lock: &str, deny: &str) -> Result<()> {
    let allowed = allowed(deny)?;
    let lock: Value = serde_json::from_str(lock)?;
    let packages = lock.get("packages").and_then(Value::as_object).context("the lock file has no packages")?;
    let refused: Vec<String> = packages
        .iter()
        .filter(|(path, _)| !path.is_empty()) // the empty path is ours
        .filter_map(|(path, package)| {
            let licence = package.get("license").and_then(Value::as_str).unwrap_or("unknown");
            (!permits(licence, &allowed)).then(|| format!("{path}: {licence}"))
        })
        .collect();
    if !refused.is_empty() {
        bail!("npm packages under licences that deny.toml does not allow:\n  {}", refused.join("\n  "));
    }
    Ok(())
}

/// The one list is cargo-deny's; its `allow = […]` is plain enough to be read without a TOML parser.
fn allowed(deny: &str) -> Result<Vec<&str>> {
    let (_, rest) = deny.split_once("\nallow = [").context("deny.toml has no list of allowed licences")?;
    let (list, _) = rest.split_once(']').context("the list in deny.toml has no end")?;
    Ok(list.split('"').skip(1).step_by(2).collect())
}

/// Understands SPDX expressions as npm packages write them: alternatives, or all of several.
fn permits(expression: &str, allowed: &[&str]) -> bool {
    let expression = expression.trim_start_matches('(').trim_end_matches(')');
    expression.split(" OR ").any(|alternative| alternative.split(" AND ").all(|licence| allowed.contains(&licence.trim())))
}

#[cfg(test)]
mod tests {
    use super::check;

    const DENY: &str = "[licenses]\nallow = [\n    \"MIT\",\n    \"ISC\",\n]\n";

    fn verdict(licence: &str) -> Result<(), String> {
        let lock = format!(r#"{{"packages": {{"": {{}}, "node_modules/a": {{"license": "{licence}"}}}}}}"#);
        check(&lock, DENY).map_err(|error| error.to_string())
    }

    #[test]
    fn one_allowed_alternative_is_enough_and_all_of_several_are_needed() {
        assert_eq!(verdict("MIT"), Ok(()));
        assert_eq!(verdict("(GPL-3.0 OR MIT)"), Ok(()));
        assert_eq!(verdict("MIT AND ISC"), Ok(()));
        assert!(verdict("MIT AND GPL-3.0").is_err());
    }

    #[test]
    fn a_refused_package_is_named_with_its_licence() {
        let error = verdict("AGPL-3.0").err().unwrap_or_default();
        assert!(error.ends_with("node_modules/a: AGPL-3.0"), "{error}");
    }
}
