//! Matrices and weights in files of the safetensors format: the length of a header as eight bytes, the header as
//! JSON, then the numbers, all little-endian. Only numbers of 32 bits are written and read.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Layer `i`, the output layer last, is `layers.i.weight` (outputs × inputs) and `layers.i.bias`; where it is
/// followed by batch norm, also `layers.i.norm.` `weight`, `bias`, `mean` and `variance`.
pub const LAYER: &str = "layers.";
/// The pass weights come from, as one number.
pub const EPOCH: &str = "epoch";
/// What batch norm adds to the variance before the root is taken.
pub const NORM_EPSILON: f64 = 1e-5;

/// Numbers with their shape, last index fastest.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor {
    /// Length of each dimension.
    pub shape: Vec<usize>,
    /// The numbers.
    pub values: Vec<f32>,
}

/// Tensors by name.
pub type Tensors = BTreeMap<String, Tensor>;

#[derive(Serialize, Deserialize)]
struct Place {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [u64; 2],
}

/// Writes a file beside the old one and renames it, so that a reader never sees half of it.
pub fn write(path: &Path, tensors: &[(&str, &[usize], &[f32])]) -> io::Result<()> {
    let mut places = BTreeMap::new();
    let mut end = 0;
    for (name, shape, values) in tensors {
        let start = end;
        end += 4 * values.len() as u64;
        let place = Place { dtype: "F32".to_owned(), shape: shape.to_vec(), data_offsets: [start, end] };
        places.insert(*name, place);
    }
    let mut header = serde_json::to_string(&places).map_err(io::Error::other)?;
    while !header.len().is_multiple_of(8) {
        header.push(' ');
    }
    let beside = path.with_extension("part");
    let mut file = BufWriter::new(File::create(&beside)?);
    file.write_all(&(header.len() as u64).to_le_bytes())?;
    file.write_all(header.as_bytes())?;
    for value in tensors.iter().flat_map(|(_, _, values)| *values) {
        file.write_all(&value.to_le_bytes())?;
    }
    file.flush()?;
    drop(file);
    fs::rename(&beside, path)
}

/// Reads a file; what does not fit together is an error of kind invalid data.
pub fn read(path: &Path) -> io::Result<Tensors> {
    let bytes = fs::read(path)?;
    let (length, rest) = bytes.split_first_chunk::<8>().ok_or_else(damaged)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_too_long| damaged())?;
    let (header, rest) = rest.split_at_checked(length).ok_or_else(damaged)?;
    let places: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(header).map_err(|_not_json| damaged())?;
    let mut found = Tensors::new();
    for (name, place) in places.into_iter().filter(|(name, _)| name != "__metadata__") {
        let Place { dtype, shape, data_offsets: [start, end] } =
            serde_json::from_value(place).map_err(|_other_shape| damaged())?;
        let wanted = shape.iter().try_fold(4_usize, |size, length| size.checked_mul(*length));
        let (start, end) = (start as usize, end as usize);
        let bytes = rest.get(start..end).filter(|bytes| dtype == "F32" && Some(bytes.len()) == wanted);
        let (numbers, _) = bytes.ok_or_else(damaged)?.as_chunks::<4>();
        let values = numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        found.insert(name, Tensor { shape, values });
    }
    Ok(found)
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not a file of numbers this program can read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_bit_by_bit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.safetensors");
        let x = [0.1, -0.0, f32::MIN_POSITIVE, 1e38, -2.5, 3.0];
        write(&path, &[("y", &[2], &[1.0, 0.0]), ("x", &[2, 3], &x), ("none", &[0, 3], &[])]).unwrap();
        let found = read(&path).unwrap();
        assert_eq!(found["x"].shape, [2, 3]);
        assert!(found["x"].values.iter().zip(&x).all(|(a, b)| a.to_bits() == b.to_bits()));
        assert_eq!(found["y"], Tensor { shape: vec![2], values: vec![1.0, 0.0] });
        assert!(found["none"].values.is_empty());
        // The header as the format's own description has it.
        let bytes = fs::read(&path).unwrap();
        let length = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
        let header: serde_json::Value = serde_json::from_slice(&bytes[8..8 + length]).unwrap();
        assert_eq!(header["x"]["dtype"], "F32");
        assert_eq!(header["x"]["data_offsets"], serde_json::json!([8, 32]));
        assert_eq!(bytes.len(), 8 + length + 32);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn damaged_files_are_told_and_never_believed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        write(&path, &[("x", &[2], &[1.0, 2.0])]).unwrap();
        let whole = fs::read(&path).unwrap();
        for cut in 0..whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            assert!(read(&path).is_err(), "{cut} bytes");
        }
        for header in [
            r#"{"x":{"dtype":"F32","shape":[4],"data_offsets":[0,8]}}"#,
            r#"{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#,
            r#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#,
            r#"{"x":{"dtype":"F32","shape":[9223372036854775807,4],"data_offsets":[0,8]}}"#,
            r#"{"x":3}"#,
            "[]",
        ] {
            let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
            bytes.extend(header.as_bytes());
            bytes.extend([0; 8]);
            fs::write(&path, bytes).unwrap();
            assert!(read(&path).is_err(), "{header}");
        }
        fs::write(&path, u64::MAX.to_le_bytes()).unwrap();
        assert!(read(&path).is_err());
    }
}
