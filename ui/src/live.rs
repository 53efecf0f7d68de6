//! Values that views follow. The signals of Leptos are compiled anew for every type that is in one, some kilobytes for each;
//! here all but the access itself is compiled once. They are of the same graph: who reads one runs again after its change,
//! and it ends with the owner that it was made in.

use std::{any::Any, cell::RefCell, fmt, marker::PhantomData, mem, rc::Rc};

use leptos::{
    prelude::{ArcTrigger, IsDisposed, LocalStorage, Notify, Track},
    reactive::owner::ArenaItem,
};

/// A value with those who follow it.
struct Held<V: ?Sized> {
    followers: ArcTrigger,
    value: V,
}

type Kept = Rc<Held<dyn Any>>;

/// A value of a view, to be copied around: the `RwSignal` of Leptos. What is asked of one that has ended, or is being changed
/// right now, is a bug, where it doesn't say `try`.
pub struct Live<T> {
    place: ArenaItem<Kept, LocalStorage>,
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

/// Once for all types.
fn place(kept: Kept) -> ArenaItem<Kept, LocalStorage> {
    ArenaItem::new_with_storage(kept)
}

#[inline(never)]
fn kept(place: ArenaItem<Kept, LocalStorage>) -> Option<Kept> {
    place.try_get_value()
}

#[inline(never)]
fn followed(place: ArenaItem<Kept, LocalStorage>) -> Option<Kept> {
    let kept = kept(place)?;
    kept.followers.track();
    Some(kept)
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
        Self { place: place(Rc::new(held)), of: PhantomData }
    }

    /// Looks at it, and follows it; none if it has ended.
    pub fn try_with<U>(self, look: impl FnOnce(&T) -> U) -> Option<U> {
        followed(self.place).map(|kept| look(&cell(&kept).borrow()))
    }

    /// Looks at it, and follows it.
    #[expect(clippy::missing_panics_doc, clippy::expect_used, reason = "see the type")]
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        let kept = followed(self.place).expect("a value that is there");
        look(&cell(&kept).borrow())
    }

    /// Looks at it; none if it has ended.
    pub fn try_with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> Option<U> {
        kept(self.place).map(|kept| look(&cell(&kept).borrow()))
    }

    /// Looks at it.
    #[expect(clippy::missing_panics_doc, clippy::expect_used, reason = "see the type")]
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        let kept = kept(self.place).expect("a value that is there");
        look(&cell(&kept).borrow())
    }

    /// Follows it.
    pub fn track(self) {
        followed(self.place);
    }

    /// Whether it has ended.
    #[must_use]
    pub fn is_disposed(self) -> bool {
        self.place.is_disposed()
    }

    /// Changes it, and tells those who follow it; none if it has ended.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let kept = kept(self.place)?;
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
        let Some(kept) = kept(self.place) else { return Some(value) };
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
