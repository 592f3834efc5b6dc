//! Pictures as points: an SVG of ours drawn with the fonts of the house, the same on every machine.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::text::fonts;

/// Points for each unit of a picture, so that it stays sharp on a slide.
const SCALE: f32 = 2.0;

pub(super) fn png(svg: &str) -> Option<Vec<u8>> {
    let mut options = Options { font_family: fonts::FAMILY.to_owned(), ..Options::default() };
    for font in fonts::ALL {
        options.fontdb_mut().load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    let tree = Tree::from_str(svg, &options).ok()?;
    let size = tree.size().to_int_size().scale_by(SCALE)?;
    let mut points = Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut points.as_mut());
    points.encode_png().ok()
}
