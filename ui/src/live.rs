//! Values that views follow. The signals of Leptos are compiled anew for every type that is in one, some kilobytes for each;
//! here all but the access itself is compiled once. They are of the same graph: who reads one runs again after its change,
//! and it ends with the owner that it was made in.

use std::{any::Any, cell::RefCell, fmt, marker::PhantomData, mem, rc::Rc};

use leptos::{
    prelude::{ArcTrigger, Notify, SyncStorage, Track},
    reactive::owner::ArenaItem,
};

/// A value with those who follow it.
struct Held<V: ?Sized> {
    followers: ArcTrigger,
    value: V,
}

type Kept = Rc<Held<dyn Any>>;

/// Where all of them are: the arena of Leptos asks for each which thread it is of, and so brings threads along.
struct Places {
    /// Each with how many were in it before.
    all: Vec<(u32, Option<Kept>)>,
    empty: Vec<usize>,
}

thread_local!(static PLACES: RefCell<Places> = const { RefCell::new(Places { all: Vec::new(), empty: Vec::new() }) });

/// One of the places, and which of those that were in it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    at: usize,
    age: u32,
}

impl Place {
    /// Keeps something until the owner ends.
    fn of(kept: Kept) -> Self {
        let place = PLACES.with_borrow_mut(|places| {
            let at = places.empty.pop().unwrap_or_else(|| {
                places.all.push((0, None));
                places.all.len() - 1
            });
            let (age, place) = &mut places.all[at];
            *age += 1;
            *place = Some(kept);
            Self { at, age: *age }
        });
        let _: ArenaItem<Hold, SyncStorage> = ArenaItem::new_with_storage(Hold(place.at));
        place
    }

    #[inline(never)]
    fn kept(self) -> Option<Kept> {
        PLACES.with_borrow(|places| {
            let (age, kept) = places.all.get(self.at)?;
            kept.as_ref().filter(|_| *age == self.age).cloned()
        })
    }

    #[inline(never)]
    fn followed(self) -> Option<Kept> {
        let kept = self.kept()?;
        kept.followers.track();
        Some(kept)
    }
}

/// What an owner has of a place: with this, the value ends.
struct Hold(usize);

impl Drop for Hold {
    fn drop(&mut self) {
        let gone = PLACES.with_borrow_mut(|places| {
            places.empty.push(self.0);
            places.all[self.0].1.take()
        });
        // It may be the end of others, which have places too.
        drop(gone);
    }
}

/// A value of a view, to be copied around: the `RwSignal` of Leptos. What is asked of one that has ended, or is being changed
/// right now, is a bug, where it doesn't say `try`.
pub struct Live<T> {
    place: Place,
    of: PhantomData<fn(T) -> T>,
}

impl<T> Copy for Live<T> {}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> PartialEq for Live<T> {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl<T> Eq for Live<T> {}

impl<T> fmt::Debug for Live<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Live")
    }
}

impl<T: Default + 'static> Default for Live<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

#[expect(clippy::expect_used, reason = "a place holds what it was made with")]
fn cell<T: 'static>(kept: &Kept) -> &RefCell<T> {
    kept.value.downcast_ref().expect("a value of the type")
}

impl<T: 'static> Live<T> {
    /// Begins to hold a value.
    #[must_use]
    pub fn new(value: T) -> Self {
        let held = Held { followers: ArcTrigger::new(), value: RefCell::new(value) };
        Self { place: Place::of(Rc::new(held)), of: PhantomData }
    }

    /// Looks at it, and follows it; none if it has ended.
    pub fn try_with<U>(self, look: impl FnOnce(&T) -> U) -> Option<U> {
        self.place.followed().map(|kept| look(&cell(&kept).borrow()))
    }

    /// Looks at it, and follows it.
    #[expect(clippy::missing_panics_doc, clippy::expect_used, reason = "see the type")]
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        let kept = self.place.followed().expect("a value that is there");
        look(&cell(&kept).borrow())
    }

    /// Looks at it; none if it has ended.
    pub fn try_with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> Option<U> {
        self.place.kept().map(|kept| look(&cell(&kept).borrow()))
    }

    /// Looks at it.
    #[expect(clippy::missing_panics_doc, clippy::expect_used, reason = "see the type")]
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        let kept = self.place.kept().expect("a value that is there");
        look(&cell(&kept).borrow())
    }

    /// Follows it.
    pub fn track(self) {
        self.place.followed();
    }

    /// Whether it has ended.
    #[must_use]
    pub fn is_disposed(self) -> bool {
        self.place.kept().is_none()
    }

    /// Changes it, and tells those who follow it; none if it has ended.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let kept = self.place.kept()?;
        let result = change(&mut cell(&kept).borrow_mut());
        kept.followers.notify();
        Some(result)
    }

    /// Changes it, if it is still there.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Sets it; gives the value back if it has ended.
    pub fn try_set(self, value: T) -> Option<T> {
        let Some(kept) = self.place.kept() else { return Some(value) };
        // What was there is let go when nobody looks at it any more: it may be the end of others.
        let before = mem::replace(&mut *cell(&kept).borrow_mut(), value);
        kept.followers.notify();
        drop(before);
        None
    }

    /// Sets it, if it is still there.
    pub fn set(self, value: T) {
        self.try_set(value);
    }
}

impl<T: Clone + 'static> Live<T> {
    /// What it is, and follows it.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// What it is.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// What it is; none if it has ended.
    #[must_use]
    pub fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

/// The same without an owner: it ends with the last one that has it.
pub struct Shared<T>(Rc<Held<RefCell<T>>>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Shared<T> {
    /// Begins to hold a value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Rc::new(Held { followers: ArcTrigger::new(), value: RefCell::new(value) }))
    }

    /// Looks at it, and follows it.
    pub fn with<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        self.0.followers.track();
        self.with_untracked(look)
    }

    /// Looks at it.
    pub fn with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(&self.0.value.borrow())
    }

    /// Sets it.
    pub fn set(&self, value: T) {
        let before = self.0.value.replace(value);
        self.0.followers.notify();
        drop(before);
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::Owner;

    use super::*;

    #[test]
    fn a_value_ends_with_its_owner_and_the_next_in_its_place_is_another() {
        let owner = Owner::new();
        let first = owner.with(|| Live::new("first".to_owned()));
        first.update(|words| words.push('!'));
        assert_eq!((first.get_untracked().as_str(), first.is_disposed()), ("first!", false));
        owner.cleanup();
        let second = owner.with(|| Live::new("second".to_owned()));
        assert_eq!((second.place.at, second.get_untracked().as_str()), (first.place.at, "second"));
        assert!(first.is_disposed() && first != second);
        assert_eq!((first.try_get_untracked(), first.try_set("late".to_owned())), (None, Some("late".to_owned())));
        assert_eq!(second.get_untracked(), "second");
    }

    #[test]
    fn what_ends_may_hold_others() {
        let (outer, inner) = (Owner::new(), Owner::new());
        let held = inner.with(|| Live::new(1));
        outer.with(|| Live::new(inner));
        assert_eq!(held.try_get_untracked(), Some(1));
        outer.cleanup();
        drop(outer);
        assert!(held.is_disposed());
    }
}
