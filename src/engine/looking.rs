//! The net that is looked into: the one that learns, or the one kept in the end, over the plane the user chose.

use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use super::setup::Setup;
use super::supervised::{Known, KnownKind};
use crate::domain::net_view::{NetMap, NetPlane, NetScene};
use crate::learn::Preparation;
use crate::learn::net::{Mapper, Net};

/// Maps are drawn at most this often while a net learns.
const APART: Duration = Duration::from_millis(100);
/// Drawing takes at most one part in so many of the time, so that the net learns on.
const ONE_IN: u32 = 15;

/// Who is shown what; one for all threads of an engine.
#[derive(Debug, Default)]
pub(super) struct Looking(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    plane: Option<NetPlane>,
    mapper: Option<Mapper>,
    net: Option<(Net, u32)>,
    last: Option<Arc<NetMap>>,
    /// When a map may be drawn again.
    due: Option<Instant>,
    drawn: u64,
}

impl Inner {
    fn draw(&mut self) -> Option<Arc<NetMap>> {
        let (net, pass) = self.net.as_ref()?;
        let mut map = self.mapper.as_mut()?.map(net, *pass, self.plane.as_ref())?;
        self.drawn += 1;
        map.drawn = self.drawn;
        let map = Arc::new(map);
        self.last = Some(map.clone());
        Some(map)
    }
}

impl Looking {
    /// Another net begins to learn; without a mapper nobody looks.
    pub(super) fn begin(&self, mapper: Option<Mapper>) {
        let mut inner = self.0.lock();
        *inner = Inner { plane: inner.plane.take(), drawn: inner.drawn, mapper, ..Inner::default() };
    }

    /// Whether a map would be drawn now.
    pub(super) fn is_due(&self) -> bool {
        let inner = self.0.lock();
        inner.mapper.is_some() && inner.due.is_none_or(|due| Instant::now() >= due)
    }

    /// Shows a net after a pass. Maps reach `told` in the order in which they are drawn.
    pub(super) fn show(&self, net: Net, pass: u32, told: &dyn Fn(Arc<NetMap>)) {
        let mut inner = self.0.lock();
        let begin = Instant::now();
        inner.net = Some((net, pass));
        if let Some(map) = inner.draw() {
            told(map);
        }
        let took = begin.elapsed();
        inner.due = Some(begin + took + (took * ONE_IN).max(APART));
    }

    /// Another plane, now and from now on; the map over it if there is a net to look into.
    pub(super) fn choose(&self, plane: NetPlane) -> Option<Arc<NetMap>> {
        let mut inner = self.0.lock();
        inner.plane = Some(plane);
        inner.draw()
    }

    /// The map drawn last.
    pub(super) fn last(&self) -> Option<Arc<NetMap>> {
        self.0.lock().last.clone()
    }

    /// Lets go of the net.
    pub(super) fn forget(&self) {
        *self.0.lock() = Inner::default();
    }
}

/// What is known of a net that learns, for those who look into it.
pub(super) fn scene(preparation: &Preparation, known: &Known, setup: &Setup, seed: u64) -> NetScene {
    let answers = match &known.kind {
        KnownKind::Category { classes } => classes.clone(),
        KnownKind::YesNo { .. } | KnownKind::Number => Vec::new(),
    };
    NetScene { answers, seed, ..preparation.scene(&|name| setup.is_day(name)) }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use clientele_neural_protocol::Activation;
    use clientele_neural_protocol::tensors::{Tensor, Tensors};
    use ndarray::Array2;

    use super::*;
    use crate::domain::net_view::{NetAxis, NetInput, NetScale};
    use crate::domain::recipe::Balance;
    use crate::learn::net::{Asked, Feed};

    fn feed() -> Feed {
        let x = Array2::from_shape_fn((60, 2), |(row, column)| {
            ((row * (7 + 4 * column)) % 23) as f64 / 11.0 - 1.0
        });
        let y = (0..60).map(|row| f64::from(row % 2)).collect();
        Feed::new(("t", Asked::YesNo), (x.into(), y), None, (Balance::None, 1), &|| true).unwrap()
    }

    fn net() -> Net {
        let layer =
            |shape: &[usize], values: &[f32]| Tensor { shape: shape.to_vec(), values: values.to_vec() };
        let tensors: Tensors = [
            ("layers.0.weight".to_owned(), layer(&[1, 2], &[1.0, 2.0])),
            ("layers.0.bias".to_owned(), layer(&[1], &[0.0])),
        ]
        .into();
        Net::new(&tensors, Activation::Relu, &feed()).unwrap()
    }

    fn mapper() -> Mapper {
        let names = ["a", "b"];
        let axis = |(place, column): (usize, &&str)| NetAxis {
            column: (*column).to_owned(),
            place,
            scale: NetScale::Number(0.0, 1.0),
        };
        let scene = NetScene {
            inputs: names.map(|column| NetInput { column: column.to_owned(), level: None }).to_vec(),
            axes: names.iter().enumerate().map(axis).collect(),
            ..NetScene::default()
        };
        Mapper::new(&feed(), scene).unwrap()
    }

    #[test]
    fn a_plane_that_was_chosen_holds_for_the_next_maps_and_the_next_nets() {
        let looking = Looking::default();
        looking.begin(None);
        assert!(!looking.is_due() && looking.choose(NetPlane::Principal).is_none());
        looking.begin(Some(mapper()));
        assert!(looking.is_due() && looking.last().is_none());
        let told = RefCell::new(Vec::new());
        looking.show(net(), 3, &|map| told.borrow_mut().push((map.pass, map.drawn, map.plane.clone())));
        // Chosen before there was anything to look into.
        assert_eq!(*told.borrow(), [(3, 1, NetPlane::Principal)]);
        assert!(!looking.is_due(), "the net learns on before the next map");
        let turned = NetPlane::Columns(["b".to_owned(), "a".to_owned()]);
        let map = looking.choose(turned.clone()).unwrap();
        assert_eq!((map.pass, map.drawn, &map.plane), (3, 2, &turned));
        assert_eq!(looking.last().unwrap(), map);
        looking.begin(Some(mapper()));
        looking.show(net(), 1, &|map| told.borrow_mut().push((map.pass, map.drawn, map.plane.clone())));
        assert_eq!(told.borrow().last(), Some(&(1, 3, turned)));
        looking.forget();
        assert!(looking.last().is_none() && looking.choose(NetPlane::Principal).is_none());
    }
}
