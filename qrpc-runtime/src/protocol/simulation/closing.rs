//! The ways in which connections end.

use super::end::{End, Sends};
use super::world::{Place, World};
use crate::error::DisconnectReason;

impl World {
    /// Makes an end send no new calls and notifications.
    pub(super) fn half_close(&mut self, place: Place) {
        let end = self.end(place);
        if end.sends == Sends::Everything {
            end.sends = Sends::Replies;
        }
    }

    /// Shuts each of the two ends that has nothing more to write, and closes the connection if both
    /// ends are shut.
    pub(super) fn shut(&mut self, place: Place) {
        for place in [place, place.opposite()] {
            self.end(place).try_shut();
            self.end_input(place);
        }
        let ended = |end: &End| end.session.input_ended().is_some() && end.is_shut();
        if ended(self.end(place)) && ended(self.end(place.opposite())) {
            self.happened.drained += 1;
            self.hang_up(place, &DisconnectReason::Closed);
        }
    }

    /// Ends the input of one end, if the other end is shut and all bytes of the other end were
    /// received.
    fn end_input(&mut self, place: Place) {
        let now = self.now;
        let Place { side, connection } = place.opposite();
        let other = &self.ends[side][connection];
        let Sends::Nothing { finished } = other.sends else {
            return;
        };
        let end = self.end(place);
        if !end.has_taken_all() || end.session.input_ended().is_some() {
            return;
        }
        assert_eq!(end.left_over(), 0, "half a frame was sent");
        let left = end.session.end_input(DisconnectReason::Closed, now);
        let left = left.expect("it had not ended");
        assert!(!finished || left.is_empty(), "not answered: {left:?}");
        self.happened.dropped += u32::try_from(left.len()).unwrap();
        self.settle_all(left);
    }

    /// Closes a connection, discards the bytes that are on their way, and replaces it by a new
    /// connection.
    pub(super) fn hang_up(&mut self, place: Place, reason: &DisconnectReason) {
        let now = self.now;
        for place in [place, place.opposite()] {
            let fresh = End::new(&self.protocol);
            let ended = std::mem::replace(self.end(place), fresh).session;
            let left = ended.close(reason.clone(), now).expect("it was open");
            self.happened.dropped += u32::try_from(left.len()).unwrap();
            self.settle_all(left);
            assert!(ended.close(reason.clone(), now).is_none());
            assert!(ended.expect(1, 0, now).is_err());
        }
    }
}
