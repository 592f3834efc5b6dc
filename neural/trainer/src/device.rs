//! Where nets are computed: the processor, or a graphics card where its library opens and a card is there.
//!
//! The app starts the trainer with the CUDA library preloaded where it has one; whether that worked shows here.

use clientele_neural_protocol::{Device, DeviceChoice};

/// What a libtorch says about this machine.
pub(crate) trait Machine {
    /// Whether the CUDA library is loaded and finds a driver.
    fn cuda(&self) -> bool;
    /// How many cards there are.
    fn cards(&self) -> i64;
    /// Whether the graphics part of a processor of Apple can be used.
    fn mps(&self) -> bool {
        false
    }
}

/// The one this program is linked with.
pub(crate) struct Libtorch;

impl Machine for Libtorch {
    fn cuda(&self) -> bool {
        tch::Cuda::is_available()
    }

    fn cards(&self) -> i64 {
        tch::Cuda::device_count()
    }

    fn mps(&self) -> bool {
        tch::utils::has_mps()
    }
}

/// What was found at the start.
pub(crate) struct Found {
    /// Why no card can be used, if none can.
    pub(crate) no_cuda: Option<String>,
    mps: bool,
}

/// Looks for a card.
pub(crate) fn find(machine: &dyn Machine) -> Found {
    let no_cuda = if !machine.cuda() {
        Some("libtorch for graphics cards is not there, or finds no driver".to_owned())
    } else if machine.cards() < 1 {
        Some("there is no graphics card that CUDA can use".to_owned())
    } else {
        None
    };
    Found { no_cuda, mps: machine.mps() }
}

impl Found {
    /// The fastest of what is not the processor.
    fn card(&self) -> Option<Device> {
        if self.no_cuda.is_none() { Some(Device::Cuda) } else { self.mps.then_some(Device::Mps) }
    }

    /// What can be computed on.
    pub(crate) fn devices(&self) -> Vec<Device> {
        let cuda = self.no_cuda.is_none().then_some(Device::Cuda);
        let mps = self.mps.then_some(Device::Mps);
        [Device::Cpu].into_iter().chain(cuda).chain(mps).collect()
    }

    /// Where to compute, and whether that is another place than the one asked for.
    pub(crate) fn decide(&self, wanted: DeviceChoice) -> (Device, bool) {
        match (wanted, self.no_cuda.is_none()) {
            (DeviceChoice::Cpu, _) => (Device::Cpu, false),
            (DeviceChoice::Auto, _) => (self.card().unwrap_or(Device::Cpu), false),
            (DeviceChoice::Cuda, true) => (Device::Cuda, false),
            (DeviceChoice::Cuda, false) => (Device::Cpu, true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fake(bool, i64);

    struct Apple;

    impl Machine for Apple {
        fn cuda(&self) -> bool {
            false
        }

        fn cards(&self) -> i64 {
            0
        }

        fn mps(&self) -> bool {
            true
        }
    }

    #[test]
    fn the_graphics_part_of_a_processor_is_used_where_nothing_else_is_asked_for() {
        let apple = find(&Apple);
        assert_eq!(apple.devices(), [Device::Cpu, Device::Mps]);
        assert_eq!(apple.decide(DeviceChoice::Auto), (Device::Mps, false));
        assert_eq!(apple.decide(DeviceChoice::Cpu), (Device::Cpu, false));
        assert_eq!(apple.decide(DeviceChoice::Cuda), (Device::Cpu, true));
    }

    impl Machine for Fake {
        fn cuda(&self) -> bool {
            self.0
        }

        fn cards(&self) -> i64 {
            self.1
        }
    }

    #[test]
    fn a_card_is_used_where_there_is_one_and_missed_only_where_it_was_asked_for() {
        let with = find(&Fake(true, 2));
        assert_eq!(with.devices(), [Device::Cpu, Device::Cuda]);
        assert_eq!(with.decide(DeviceChoice::Auto), (Device::Cuda, false));
        assert_eq!(with.decide(DeviceChoice::Cuda), (Device::Cuda, false));
        assert_eq!(with.decide(DeviceChoice::Cpu), (Device::Cpu, false));
        for without in [Fake(false, 0), Fake(false, 1), Fake(true, 0)] {
            let without = find(&without);
            assert!(without.no_cuda.as_ref().is_some_and(|why| !why.is_empty()));
            assert_eq!(without.devices(), [Device::Cpu]);
            assert_eq!(without.decide(DeviceChoice::Auto), (Device::Cpu, false));
            assert_eq!(without.decide(DeviceChoice::Cuda), (Device::Cpu, true));
        }
    }
}
