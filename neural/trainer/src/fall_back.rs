//! What happens where a graphics card has too little memory: the net begins again on the processor. So it does where the
//! graphics part of a processor of Apple breaks in any way, which libtorch knows less well.

use std::panic::{self, AssertUnwindSafe};

use clientele_neural_protocol::{Device, DeviceChoice, Reason, Settings, Tell};

use crate::device::Found;
use crate::training::Failure;

/// What is done at a place, telling how it goes.
type Work<'a, T> = dyn FnMut(Device, &mut dyn FnMut(Tell)) -> Result<T, Failure> + 'a;

/// Whether the processor should try what broke at a place.
fn again(place: Device, reason: Reason) -> bool {
    match place {
        Device::Cpu => false,
        Device::Cuda => reason == Reason::Memory,
        Device::Mps => matches!(reason, Reason::Memory | Reason::Other),
    }
}

/// Works where it is wanted. Where the memory of a card runs out, what was told no longer holds, and the work is done
/// once more on the processor; a panic is a failure in its own words.
pub(crate) fn run<T>(
    (found, wanted): (&Found, DeviceChoice),
    settings: Settings,
    tell: &mut dyn FnMut(Tell),
    work: &mut Work<'_, T>,
) -> Result<T, Failure> {
    let (place, fell_back) = found.decide(wanted);
    tell(Tell::Started { device: place, fell_back });
    match caught(&mut || work(place, tell)) {
        Err(failure) if again(place, failure.reason) => {
            tell(Tell::Started { device: Device::Cpu, fell_back: true });
            tell(Tell::Back { epoch: None, settings });
            caught(&mut || work(Device::Cpu, tell))
        }
        end => end,
    }
}

fn caught<T>(work: &mut dyn FnMut() -> Result<T, Failure>) -> Result<T, Failure> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(Failure::of(&*panic)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::{Machine, find};

    /// A machine with a card, as far as libtorch says.
    struct Card;

    impl Machine for Card {
        fn cuda(&self) -> bool {
            true
        }

        fn cards(&self) -> i64 {
            1
        }
    }

    const SETTINGS: Settings = Settings { rate: 0.1, batch: 32, dropout: 0.0 };

    /// Where it worked and what it told, for a card that says this.
    fn with(
        card: fn() -> Result<u32, Failure>,
        wanted: DeviceChoice,
    ) -> (Result<u32, Failure>, Vec<Device>, Vec<Tell>) {
        let (mut places, mut told) = (Vec::new(), Vec::new());
        let end = run((&find(&Card), wanted), SETTINGS, &mut |said| told.push(said), &mut |place, tell| {
            places.push(place);
            tell(Tell::Best { epoch: 1 });
            if place == Device::Cpu { Ok(7) } else { card() }
        });
        (end, places, told)
    }

    #[test]
    fn where_the_memory_of_a_card_runs_out_it_begins_again_on_the_processor() {
        let (end, places, told) =
            with(|| panic!("CUDA out of memory. Tried to allocate 2.00 GiB"), DeviceChoice::Auto);
        assert_eq!(end.ok(), Some(7));
        assert_eq!(places, [Device::Cuda, Device::Cpu]);
        let best = Tell::Best { epoch: 1 };
        assert_eq!(
            told,
            [
                Tell::Started { device: Device::Cuda, fell_back: false },
                best.clone(),
                Tell::Started { device: Device::Cpu, fell_back: true },
                Tell::Back { epoch: None, settings: SETTINGS },
                best,
            ]
        );
    }

    #[test]
    fn anything_else_ends_it_there() {
        let of = |card, wanted| {
            let (end, places, _) = with(card, wanted);
            (end.map_err(|failure| failure.reason), places)
        };
        let card = [Device::Cuda].to_vec();
        assert_eq!(of(|| Ok(3), DeviceChoice::Cuda), (Ok(3), card.clone()));
        let diverged = || Err(Failure { reason: Reason::Diverged, detail: String::new() });
        assert_eq!(of(diverged, DeviceChoice::Cuda), (Err(Reason::Diverged), card.clone()));
        assert_eq!(of(|| panic!("odd"), DeviceChoice::Auto), (Err(Reason::Other), card));
        assert_eq!(of(|| unreachable!("it is not asked"), DeviceChoice::Cpu), (Ok(7), vec![Device::Cpu]));
    }

    #[test]
    fn what_breaks_on_a_processor_of_apple_is_tried_on_its_plain_part() {
        assert!(again(Device::Mps, Reason::Other) && again(Device::Mps, Reason::Memory));
        assert!(!again(Device::Mps, Reason::Diverged) && !again(Device::Mps, Reason::File));
        assert!(!again(Device::Cpu, Reason::Memory) && !again(Device::Cuda, Reason::Other));
    }
}
