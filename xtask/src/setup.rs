//! System packages a Linux machine may lack. Cargo brings everything else.

use std::path::Path;

use crate::command::{Outcome, line};

/// What the machine is wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// Opening a window.
    Window,
    /// Drawing windows in tests, without a display.
    Tests,
}

/// A library as the loader knows it, and the Debian package that brings it.
struct Need {
    soname: &'static str,
    package: &'static str,
    only_tests: bool,
}

const NEEDS: [Need; 9] = [
    Need { soname: "libX11.so.6", package: "libx11-6", only_tests: false },
    Need { soname: "libX11-xcb.so.1", package: "libx11-xcb1", only_tests: false },
    Need { soname: "libXcursor.so.1", package: "libxcursor1", only_tests: false },
    Need { soname: "libXi.so.6", package: "libxi6", only_tests: false },
    Need { soname: "libxkbcommon-x11.so.0", package: "libxkbcommon-x11-0", only_tests: false },
    Need { soname: "libEGL.so.1", package: "libegl1", only_tests: false },
    Need { soname: "libGL.so.1", package: "libgl1", only_tests: false },
    Need { soname: "libvulkan.so.1", package: "libvulkan1", only_tests: true },
    Need { soname: "libvulkan_lvp.so", package: "mesa-vulkan-drivers", only_tests: true },
];

/// Installs what is missing where that is possible, and otherwise says the one command that does.
pub(crate) fn require(purpose: For) -> Outcome {
    if cfg!(not(target_os = "linux")) {
        return Ok(());
    }
    let here = Path::new(".");
    let Some(known) =
        line(here, "ldconfig", &["-p"]).says().or_else(|| line(here, "/sbin/ldconfig", &["-p"]).says())
    else {
        println!("The loader's list of libraries could not be read; going on without this check.");
        return Ok(());
    };
    let packages = missing(&known, purpose);
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    if !line(here, "apt-get", &["--version"]).works() {
        println!("These libraries are missing, by their Debian names: {list}. Going on without them.");
        return Ok(());
    }
    if line(here, "id", &["-u"]).says().is_none_or(|id| id.trim() != "0") {
        return Err(format!(
            "system packages are missing; run\n  sudo apt-get install --yes {list}\nand try again"
        ));
    }
    println!("Installing {list}");
    line(here, "apt-get", &["update", "--quiet"]).run()?;
    line(here, "apt-get", &["install", "--yes", "--quiet", "--no-install-recommends"])
        .and(packages)
        .with("DEBIAN_FRONTEND", "noninteractive")
        .run()
}

/// Packages whose library is not in the loader's list.
fn missing(known: &str, purpose: For) -> Vec<&'static str> {
    NEEDS
        .iter()
        .filter(|need| purpose == For::Tests || !need.only_tests)
        .filter(|need| !known.lines().any(|line| line.trim_start().starts_with(&format!("{} ", need.soname))))
        .map(|need| need.package)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_loader_does_not_know_is_missing() {
        let known = NEEDS.map(|need| format!("\t{0} (libc6,x86-64) => /lib/{0}\n", need.soname));
        let all = known.concat();
        assert!(missing(&all, For::Tests).is_empty());
        let without = all.replace("\tlibEGL.so.1 ", "\tlibEGL.so.10 ").replace("\tlibvulkan.so.1 ", "\tx ");
        assert_eq!(missing(&without, For::Tests), ["libegl1", "libvulkan1"]);
        assert_eq!(missing(&without, For::Window), ["libegl1"]);
        assert_eq!(missing("", For::Tests).len(), NEEDS.len());
    }
}
