//! Lets the trainer find the libtorch it was built with by itself; the app names the place as well.

fn main() {
    println!("cargo:rerun-if-env-changed=LIBTORCH");
    if let (Some(folder), true) = (std::env::var_os("LIBTORCH"), cfg!(unix)) {
        println!("cargo:rustc-link-arg=-Wl,-rpath,{}/lib", folder.display());
    }
}
