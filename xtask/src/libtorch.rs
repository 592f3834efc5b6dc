//! `cargo xtask libtorch`: what the trainer of neural nets is built with, into the user's cache folder, once.
//!
//! It lies in the wheels of `torch` and, on Linux, of two small packages of NVIDIA that its library for processors
//! is linked with. `pip` fetches and checks them, Python unpacks them, and the folder gets its name only when
//! everything is in it. With `--cuda` come the libraries for graphics cards, into a folder of their own beside it: the
//! trainer is built once and opens them when it starts (`src/engine/neural/find.rs`).

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Line, cargo, line};

/// The version that the binding in `neural/trainer` is made for.
const VERSION: &str = "2.13.0";
/// What else the library for processors of the Linux wheel is linked with.
const NVIDIA: [&str; 2] = ["nvidia-cuda-runtime>=13.0,<13.1", "nvidia-cuda-cupti>=13.0,<13.1"];
/// Libraries of the Linux wheels that a net on processors needs.
const LINUX: [&str; 5] =
    ["libtorch_cpu.so", "libc10.so", "libgomp.so.1", "libcudart.so.13", "libcupti.so.13"];

/// Libraries of the set for graphics cards that say whether it is there.
const CARD: [&str; 4] = ["libtorch_cpu.so", "libtorch_cuda.so", "libc10.so", "libc10_cuda.so"];

/// Unpacks: folder, then file names to keep from `lib` (none: all of them, NVIDIA's too), from the wheels beside.
/// Reading a member checks its sum.
const UNPACK: &str = r"
import glob, os, sys, zipfile
folder, keep = sys.argv[1], set(sys.argv[2:])
for wheel in sorted(glob.glob(os.path.join(folder, 'wheels', '*.whl'))):
    print('unpacking', os.path.basename(wheel), flush=True)
    with zipfile.ZipFile(wheel) as packed:
        for member in packed.infolist():
            name = os.path.basename(member.filename)
            if member.is_dir() or not name:
                continue
            if member.filename.startswith('torch/include/'):
                place = os.path.join(folder, member.filename[len('torch/'):])
            elif (name in keep) if keep else (
                member.filename.startswith('torch/lib/')
                or (member.filename.startswith('nvidia/') and '.so' in name)
            ):
                place = os.path.join(folder, 'lib', name)
            else:
                continue
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with packed.open(member) as source, open(place, 'wb') as target:
                while block := source.read(1 << 20):
                    target.write(block)
";

/// One of the two sets of libraries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    /// What the trainer is built with, and runs on processors with.
    Processor,
    /// What it runs on graphics cards with.
    Card,
}

impl Set {
    /// Its folder in the cache.
    fn folder(self) -> String {
        match self {
            Self::Processor => format!("libtorch-{VERSION}"),
            Self::Card => format!("libtorch-{VERSION}-cuda"),
        }
    }

    fn size(self) -> &'static str {
        match self {
            Self::Processor => "530 MB",
            Self::Card => "3 GB, of which 4 GB are unpacked",
        }
    }

    /// Whether a folder holds the right version with everything in it.
    fn is_whole(self, folder: &Path) -> bool {
        let names: &[&str] = match self {
            Self::Processor if env::consts::OS == "linux" => &LINUX,
            Self::Processor => &[],
            Self::Card => &CARD,
        };
        let filled = |file: PathBuf| fs::metadata(file).is_ok_and(|facts| facts.len() > 0);
        fs::read_to_string(folder.join("build-version")).is_ok_and(|version| version.trim() == VERSION)
            && names.iter().all(|name| filled(folder.join("lib").join(name)))
            && filled(folder.join("include/torch/csrc/api/include/torch/torch.h"))
    }
}

/// Finds libtorch, or fetches it. The error says why there is none.
pub(crate) fn require(root: &Path) -> Result<PathBuf, String> {
    if let Some(own) = env::var_os("LIBTORCH").filter(|folder| !folder.is_empty()) {
        return Ok(PathBuf::from(own));
    }
    fetched(root, Set::Processor)
}

/// The folder of a set, fetched where it is not there.
fn fetched(root: &Path, set: Set) -> Result<PathBuf, String> {
    let cache = cache(&|name| env::var_os(name).map(PathBuf::from)).ok_or("there is no home folder")?;
    let folder = cache.join(set.folder());
    if set.is_whole(&folder) {
        return Ok(folder);
    }
    let platforms = platforms(env::consts::OS, env::consts::ARCH)
        .ok_or_else(|| format!("libtorch is not fetched for {} {}", env::consts::OS, env::consts::ARCH))?;
    let python = ["python3", "python"]
        .into_iter()
        .find(|python| line(root, python, &["-m", "pip", "--version"]).works())
        .ok_or("neither python3 nor python with pip is here, which libtorch is fetched with")?;
    println!("libtorch {VERSION} is fetched into {} (about {}, once)", folder.display(), set.size());
    // Beside the place it belongs to, so that a broken attempt is never taken for the whole.
    let part = cache.join(format!("{}.part", set.folder()));
    let _nothing_there = fs::remove_dir_all(&part);
    let told = |what: &Path, error: &std::io::Error| format!("{}: {error}", what.display());
    fs::create_dir_all(&part).map_err(|error| told(&part, &error))?;
    fetch(root, python, &part, &platforms, set).run()?;
    let few = set == Set::Processor && env::consts::OS == "linux";
    let keep = if few { LINUX.as_slice() } else { &[] };
    let shown = part.display().to_string();
    line(root, python, &["-c", UNPACK, &shown]).and(keep.iter().copied()).run()?;
    finish(&part).map_err(|error| told(&part, &error))?;
    if !set.is_whole(&part) {
        return Err("the wheels of torch do not hold what they should".to_owned());
    }
    let _nothing_there = fs::remove_dir_all(&folder);
    fs::rename(&part, &folder).map_err(|error| told(&folder, &error))?;
    Ok(folder)
}

/// The line that fetches the wheels.
fn fetch(root: &Path, python: &str, part: &Path, platforms: &[String], set: Set) -> Line {
    let wheels = part.join("wheels").display().to_string();
    let torch = format!("torch=={VERSION}");
    let asks = ["-m", "pip", "download", "--only-binary=:all:", "--python-version", "3.12"];
    let platforms = platforms.iter().flat_map(|platform| ["--platform", platform.as_str()]);
    let line = line(root, python, &asks).and(platforms).and(["--dest", &wheels, &torch]);
    match set {
        Set::Processor if env::consts::OS == "linux" => line.and(["--no-deps"]).and(NVIDIA),
        Set::Processor => line.and(["--no-deps"]),
        // Which packages of NVIDIA, and of which version, the wheel itself says.
        Set::Card => line,
    }
}

/// What the binding looks for by other names, and away with the wheels. The version is written last.
fn finish(part: &Path) -> std::io::Result<()> {
    fs::remove_dir_all(part.join("wheels"))?;
    #[cfg(target_os = "linux")]
    if !part.join("lib/libtorch.so").exists() {
        std::os::unix::fs::symlink("libtorch_cpu.so", part.join("lib/libtorch.so"))?;
    }
    fs::write(part.join("build-version"), format!("{VERSION}\n"))
}

/// The names of a system in the index of wheels. Each of NVIDIA's packages asks for another age of the C library.
fn platforms(system: &str, processor: &str) -> Option<Vec<String>> {
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    Some(match (system, processor) {
        ("linux", "x86_64") => {
            let ages = (5..=28).rev().map(|age| format!("manylinux_2_{age}_x86_64"));
            let old = ["manylinux2014", "manylinux2010", "manylinux1"].map(|name| format!("{name}_x86_64"));
            ages.chain(old).collect()
        }
        ("macos", "aarch64") => named(&["macosx_14_0_arm64", "macosx_11_0_arm64"]),
        ("windows", "x86_64") => named(&["win_amd64"]),
        _ => return None,
    })
}

/// The cache folder of the app (`src/platform/folders.rs`), without its crate for that.
fn cache(variable: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let set = |name: &str| variable(name).filter(|value| !value.as_os_str().is_empty());
    if let Some(home) = set("CLIENTELE_HOME") {
        return Some(home.join("cache"));
    }
    match env::consts::OS {
        "windows" => set("LOCALAPPDATA").map(|local| local.join("Clientele").join("Clientele").join("cache")),
        "macos" => set("HOME").map(|home| home.join("Library/Caches/org.Clientele.Clientele")),
        _ => {
            let usual = || set("HOME").map(|home| home.join(".cache"));
            let given = set("XDG_CACHE_HOME").filter(|cache| cache.is_absolute());
            given.or_else(usual).map(|cache| cache.join("clientele"))
        }
    }
}

/// A line for cargo that may touch the trainer.
pub(crate) fn cargo_with(root: &Path, libtorch: &Path, arguments: &[&str]) -> Line {
    cargo(root, arguments).with("LIBTORCH", &libtorch.display().to_string())
}

/// Builds the trainer beside the app. It is a call of its own, so that features of its crates do not change what the
/// app is built from.
pub(crate) fn build(root: &Path) -> Result<(), String> {
    let libtorch = require(root)?;
    cargo_with(root, &libtorch, &["build", "--package", "clientele-neural"]).run()
}

/// The trainer, and the libraries it computes on graphics cards with.
pub(crate) fn build_for_cards(root: &Path) -> Result<(), String> {
    if (env::consts::OS, env::consts::ARCH) != ("linux", "x86_64") {
        return Err("the libraries for graphics cards are fetched on Linux (x86-64) only".to_owned());
    }
    build(root)?;
    let folder = fetched(root, Set::Card)?;
    println!(
        "Graphics cards are used from the next start of the app on; the libraries lie in {}",
        folder.display()
    );
    Ok(())
}

/// The same where the app is whole without: says why there is none.
pub(crate) fn build_or_say(root: &Path) {
    if let Err(why) = build(root) {
        println!("Neural networks cannot be trained here, as {why}. All else works.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_is_where_the_app_looks() {
        let of = |given: &'static [(&str, &str)]| {
            cache(&|name| given.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
        };
        assert_eq!(of(&[("CLIENTELE_HOME", "/x"), ("HOME", "/y")]), Some("/x/cache".into()));
        assert_eq!(of(&[]), None);
        if cfg!(target_os = "linux") {
            assert_eq!(of(&[("HOME", "/y")]), Some("/y/.cache/clientele".into()));
            assert_eq!(of(&[("HOME", "/y"), ("XDG_CACHE_HOME", "/z")]), Some("/z/clientele".into()));
            assert_eq!(of(&[("HOME", "/y"), ("XDG_CACHE_HOME", "here")]), Some("/y/.cache/clientele".into()));
        }
    }

    #[test]
    fn a_folder_is_whole_only_with_its_version_and_every_library() {
        let folder = env::temp_dir().join(format!("clientele-xtask-{}", std::process::id()));
        let header = folder.join("include/torch/csrc/api/include/torch/torch.h");
        fs::create_dir_all(header.parent().unwrap()).unwrap();
        fs::create_dir_all(folder.join("lib")).unwrap();
        fs::create_dir_all(folder.join("wheels")).unwrap();
        fs::write(&header, "x").unwrap();
        for name in LINUX {
            assert!(!Set::Processor.is_whole(&folder));
            fs::write(folder.join("lib").join(name), "x").unwrap();
        }
        assert!(!Set::Processor.is_whole(&folder));
        finish(&folder).unwrap();
        assert!(Set::Processor.is_whole(&folder) && !folder.join("wheels").exists());
        fs::write(folder.join("build-version"), "2.12.0").unwrap();
        assert!(!Set::Processor.is_whole(&folder));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn wheels_are_asked_for_by_version_and_system() {
        let shown =
            fetch(Path::new("."), "python3", Path::new("part"), &["win_amd64".to_owned()], Set::Processor);
        let shown = shown.to_string();
        assert!(shown.contains("torch==2.13.0") && shown.contains("--platform win_amd64"), "{shown}");
        assert!(shown.contains("--no-deps"), "{shown}");
        let shown =
            fetch(Path::new("."), "python3", Path::new("part"), &["x".to_owned()], Set::Card).to_string();
        assert!(!shown.contains("--no-deps"), "{shown}");
        assert_eq!(platforms("linux", "riscv64"), None);
    }
}
