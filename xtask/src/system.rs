//! What this machine lacks, listed before it is installed: through apt on Debian and its kin, named elsewhere.

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::{
    node,
    packages::{NPM, Packages},
};

/// Installs what is missing of `wanted`, after listing all of it.
///
/// # Errors
/// When apt fails, when this user may not install and there is no `sudo`, or, on a system without apt, with the names
/// of what to install.
pub(crate) fn provide(shell: &Shell, wanted: &[&Packages]) -> Result<()> {
    if !is_debian(shell) {
        return name_elsewhere(shell, wanted);
    }
    let mut missing = Vec::new();
    for packages in wanted {
        missing.push((packages.purpose, absent(shell, packages.debian)?));
    }
    install(shell, &missing)
}

/// As [`provide`], and a Node that is new enough.
///
/// # Errors
/// As [`provide`]; also when npm cannot install a Node.
pub(crate) fn provide_with_node(shell: &Shell, wanted: &[&Packages]) -> Result<()> {
    if node::is_there(shell)? {
        return provide(shell, wanted);
    }
    println!("The UI needs {}. {} will be installed into .tools/node, for this checkout alone.", node::WANTED, node::OWN.join(" and "));
    if node::npm_is_there(shell) {
        provide(shell, wanted)?;
    } else if is_debian(shell) {
        provide(shell, &[wanted, &[&NPM]].concat())?;
    } else {
        bail!("npm is missing, and it comes with Node; install {}:\n{}", node::WANTED, NPM.elsewhere);
    }
    node::install(shell)
}

fn is_debian(shell: &Shell) -> bool {
    cfg!(target_os = "linux") && succeeds(shell, "dpkg-query") && succeeds(shell, "apt-get")
}

fn succeeds(shell: &Shell, program: &str) -> bool {
    cmd!(shell, "{program} --version").quiet().ignore_stderr().read().is_ok()
}

fn name_elsewhere(shell: &Shell, wanted: &[&Packages]) -> Result<()> {
    let missing: Vec<String> = wanted
        .iter()
        .filter(|packages| !(packages.is_there_elsewhere)(shell))
        .map(|packages| format!("{}:\n{}", packages.purpose, packages.elsewhere))
        .collect();
    if !missing.is_empty() {
        bail!("this machine lacks something. Install it, then run this again.\n{}", missing.join("\n"));
    }
    Ok(())
}

fn absent<'a>(shell: &Shell, packages: &[&'a str]) -> Result<Vec<&'a str>> {
    let format = "${Package} ${db:Status-Status}\\n";
    let listed = cmd!(shell, "dpkg-query --show --showformat {format} {packages...}")
        .quiet()
        .ignore_status() // it is 1 as soon as one of them is unknown
        .ignore_stderr()
        .read()
        .context("cannot ask dpkg-query which packages are installed")?;
    Ok(not_installed(packages, &listed))
}

fn not_installed<'a>(packages: &[&'a str], listed: &str) -> Vec<&'a str> {
    let installed = |package: &&str| {
        listed.lines().any(|line| line.split_once(' ').is_some_and(|(name, status)| name == *package && status == "installed"))
    };
    packages.iter().copied().filter(|package| !installed(package)).collect()
}

fn install(shell: &Shell, missing: &[(&str, Vec<&str>)]) -> Result<()> {
    let packages: Vec<&str> = missing.iter().flat_map(|(_, packages)| packages).copied().collect();
    let packages = &packages;
    if packages.is_empty() {
        return Ok(());
    }
    println!("This machine lacks");
    for (purpose, packages) in missing.iter().filter(|(_, packages)| !packages.is_empty()) {
        println!("  {purpose:<16}{}", packages.join(" "));
    }
    let is_root = cmd!(shell, "id -u").quiet().read()? == "0";
    if !is_root && !succeeds(shell, "sudo") {
        bail!("installing needs root and there is no sudo; as root, run: apt-get install {}", packages.join(" "));
    }
    let (first, second) = if is_root { ("env", None) } else { ("sudo", Some("env")) };
    let apt = [second, Some("DEBIAN_FRONTEND=noninteractive"), Some("apt-get")];
    let apt: &Vec<&str> = &apt.into_iter().flatten().collect();
    let patience = "DPkg::Lock::Timeout=600"; // another apt may be at work
    cmd!(shell, "{first} {apt...} update -qq").run()?;
    cmd!(shell, "{first} {apt...} install -qq -y --no-install-recommends -o {patience} {packages...}")
        .run()
        .context("apt-get could not install what is missing")
}

#[cfg(test)]
mod tests {
    use super::not_installed;

    #[test]
    fn a_package_that_was_removed_or_never_seen_is_missing() {
        let listed = "xvfb installed\ndbus config-files\nlibssl-dev not-installed\n";
        let wanted = ["xvfb", "dbus", "libssl-dev", "gnome-keyring"];
        assert_eq!(not_installed(&wanted, listed), ["dbus", "libssl-dev", "gnome-keyring"]);
    }
}
