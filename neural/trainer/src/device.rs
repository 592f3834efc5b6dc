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
}

/// What was found at the start.
pub(crate) struct Found {
    /// Why no card can be used, if none can.
    pub(crate) no_cuda: Option<String>,
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
    Found { no_cuda }
}

impl Found {
    /// What can be computed on.
    pub(crate) fn devices(&self) -> Vec<Device> {
        if self.no_cuda.is_none() { vec![Device::Cpu, Device::Cuda] } else { vec![Device::Cpu] }
    }

    /// Where to compute, and whether that is another place than the one asked for.
    pub(crate) fn decide(&self, wanted: DeviceChoice) -> (Device, bool) {
        match (wanted, self.no_cuda.is_none()) {
            (DeviceChoice::Cpu, _) | (DeviceChoice::Auto, false) => (Device::Cpu, false),
            (DeviceChoice::Auto | DeviceChoice::Cuda, true) => (Device::Cuda, false),
            (DeviceChoice::Cuda, false) => (Device::Cpu, true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fake(bool, i64);

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
