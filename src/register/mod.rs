//! The whole register: every record, links both ways, and what is in force when.
//!
//! [`Register`] is what lints and the engine read. It is built once from decoded records ([`Register::new`]),
//! from a tree on disk or from the text compiled into the binary, and never changes. Parts of records
//! (measures, locks, exits, mandates, listings) get small numbers, so that nothing downstream looks up strings
//! in a loop. [`Law`] answers what is in force on a day.

mod embedded;
mod index;
mod law;
mod load;
mod memo;
mod reach;
mod standing;
mod watch;

pub use embedded::{embedded, embedded_hash, embedded_trials};
pub use index::{ExitIx, ListingIx, LockIx, MandateIx, MeasureIx, Part};
pub use law::{EmergencyStanding, Known, Law, Tri, in_force_fact, in_force_on_fact, lapse};
pub use load::{Decoded, Loaded, RecordFile, decode_all, load};
pub use standing::{Provenance, inherit, is_stale, sourced};
pub use watch::Watch;

use crate::model::{
    Actor, Bill, Development, Emergency, Episode, Exit, Fact, Gone, Id, Instrument, Kind, Listing, Lock,
    Mandate, Measure, Package, Point, Programme, Record, Ref, RegisterRecord, ReliefOption, ReviewClock,
    Scenario, Source, Target,
};
use index::Index;

/// A map that is looked up and never walked: its order is of no account.
pub(crate) type Map<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;
/// A set of the same kind.
pub(crate) type Set<K> = std::collections::HashSet<K, foldhash::fast::RandomState>;

/// Every record, linked.
pub struct Register {
    head: RegisterRecord,
    hash: String,
    files: Vec<RecordFile>,
    by_id: Map<Id, usize>,
    index: Index,
    reach: reach::Reach,
    memo: memo::Memo,
}

macro_rules! kinds_of_record {
    ($($(#[$doc:meta])* $one:ident, $(#[$docs:meta])* $many:ident: $variant:ident -> $type:ty;)*) => {
        $(
            $(#[$doc])*
            pub fn $one(&self, id: &str) -> Option<&$type> {
                match &self.file(id)?.record {
                    Record::$variant(record) => Some(record),
                    _ => None,
                }
            }

            $(#[$docs])*
            pub fn $many(&self) -> impl Iterator<Item = (&Id, &$type)> {
                self.live().filter_map(|file| match &file.record {
                    Record::$variant(record) => Some((&file.id, &**record)),
                    _ => None,
                })
            }
        )*
    };
}

impl Register {
    /// Links records into a register. Where two have one id, the first counts; a lint reports the other.
    /// Returns nothing if there is no `register.toml` among them.
    pub fn new(files: Vec<RecordFile>, hash: String) -> Option<Self> {
        let head = files.iter().find_map(|file| match &file.record {
            Record::Register(head) => Some((**head).clone()),
            _ => None,
        })?;
        let mut by_id = Map::with_capacity_and_hasher(files.len(), Default::default());
        for (ix, file) in files.iter().enumerate() {
            if !matches!(file.record, Record::Register(_)) {
                by_id.entry(file.id.clone()).or_insert(ix);
            }
        }
        let index = Index::new(&head, &files, &by_id);
        let reach = reach::Reach::default();
        let mut register = Self { head, hash, files, by_id, index, reach, memo: memo::Memo::default() };
        register.reach = reach::Reach::of(&register);
        Some(register)
    }

    /// The same register with further records, linked anew; its hash stays that of what was read. For asking about
    /// what no record holds.
    pub fn with(self, more: Vec<RecordFile>) -> Option<Self> {
        let Self { mut files, hash, .. } = self;
        files.extend(more);
        Self::new(files, hash)
    }

    /// `register.toml`.
    pub fn head(&self) -> &RegisterRecord {
        &self.head
    }

    /// The last day through which the law of some regime is encoded.
    pub fn coverage_end(&self) -> jiff::civil::Date {
        let ends = self.head.regimes.iter().map(|regime| regime.coverage.to.0);
        ends.max().unwrap_or(jiff::civil::Date::MAX)
    }

    /// SHA-256 over the path and content of all records.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Every file, in path order.
    pub fn files(&self) -> &[RecordFile] {
        &self.files
    }

    /// Every file whose id is in use: a retired record is known by its id, and counts for nothing.
    fn live(&self) -> impl Iterator<Item = &RecordFile> {
        self.files.iter().filter(|file| file.record.retired().is_none())
    }

    /// The file of the record with this id.
    pub fn file(&self, id: &str) -> Option<&RecordFile> {
        self.by_id.get(id).map(|ix| &self.files[*ix])
    }

    /// The kind of the record with this id.
    pub fn kind(&self, id: &str) -> Option<Kind> {
        self.file(id).map(|file| file.kind)
    }

    /// Every id of a record.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        self.files.iter().filter(|file| file.kind != Kind::Register).map(|file| &file.id)
    }

    /// The instrument with this id.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        match &self.file(id)?.record {
            Record::Instrument(_, record) => Some(record),
            _ => None,
        }
    }

    /// Every instrument with its kind.
    pub fn instruments(&self) -> impl Iterator<Item = (&Id, Kind, &Instrument)> {
        self.live().filter_map(|file| match &file.record {
            Record::Instrument(kind, record) => Some((&file.id, *kind, &**record)),
            _ => None,
        })
    }

    kinds_of_record! {
        /// The actor with this id.
        actor, /// Every actor.
        actors: Actor -> Actor;
        /// The bill with this id.
        bill, /// Every bill.
        bills: Bill -> Bill;
        /// The development with this id.
        development, /// Every development.
        developments: Development -> Development;
        /// The emergency with this id.
        emergency, /// Every emergency.
        emergencies: Emergency -> Emergency;
        /// The episode with this id.
        episode, /// Every episode.
        episodes: Episode -> Episode;
        /// The fact with this id.
        fact, /// Every fact.
        facts: Fact -> Fact;
        /// The option with this id.
        option, /// Every option.
        options: Option -> ReliefOption;
        /// The package with this id.
        package, /// Every package.
        packages: Package -> Package;
        /// The point with this id.
        point, /// Every point.
        points: Point -> Point;
        /// The programme with this id.
        programme, /// Every programme.
        programmes: Programme -> Programme;
        /// The review clock with this id.
        review_clock, /// Every review clock.
        review_clocks: ReviewClock -> ReviewClock;
        /// The scenario with this id.
        scenario, /// Every scenario.
        scenarios: Scenario -> Scenario;
        /// The source with this id.
        source, /// Every source.
        sources: Source -> Source;
        /// The target with this id.
        target, /// Every target.
        targets: Target -> Target;
    }

    /// The part of a record that a reference names.
    pub fn part(&self, reference: &str) -> Option<Part> {
        self.index.parts.get(reference).copied()
    }

    /// What became of the record or part with this id, if it is no longer in use.
    pub fn gone(&self, id: &str) -> Option<Gone<'_>> {
        let (home, local) = id.split_once('/').map_or((id, None), |(home, local)| (home, Some(local)));
        self.file(home)?.record.gone(local).filter(|_| self.part(id).is_none())
    }

    /// Everything that can be referred to: records and their parts.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.ids().map(Id::as_str).chain(self.index.parts.keys().map(Ref::as_str))
    }

    /// Every measure.
    pub fn measure_ixs(&self) -> impl Iterator<Item = MeasureIx> + use<> {
        (0..self.index.measures.len()).map(MeasureIx::of)
    }

    /// Every lock.
    pub fn lock_ixs(&self) -> impl Iterator<Item = LockIx> + use<> {
        (0..self.index.locks.len()).map(LockIx::of)
    }

    /// Every exit.
    pub fn exit_ixs(&self) -> impl Iterator<Item = ExitIx> + use<> {
        (0..self.index.exits.len()).map(ExitIx::of)
    }

    /// Every mandate.
    pub fn mandate_ixs(&self) -> impl Iterator<Item = MandateIx> + use<> {
        (0..self.index.mandates.len()).map(MandateIx::of)
    }

    /// Every listing.
    pub fn listing_ixs(&self) -> impl Iterator<Item = ListingIx> + use<> {
        (0..self.index.listings.len()).map(ListingIx::of)
    }

    /// A measure.
    pub fn measure(&self, ix: MeasureIx) -> &Measure {
        let at = &self.index.measures[ix.at()];
        match &self.files[at.file].record {
            Record::Instrument(_, r) => &r.measures[at.part],
            Record::Bill(r) => &r.measures[at.part],
            _ => unreachable!("measures are indexed from instruments and bills"),
        }
    }

    /// A lock.
    pub fn lock(&self, ix: LockIx) -> &Lock {
        let at = &self.index.locks[ix.at()];
        match &self.files[at.file].record {
            Record::Instrument(_, r) => &r.locks[at.part],
            Record::Bill(r) => &r.locks[at.part],
            _ => unreachable!("locks are indexed from instruments and bills"),
        }
    }

    /// An exit.
    pub fn exit(&self, ix: ExitIx) -> &Exit {
        let at = &self.index.exits[ix.at()];
        match &self.files[at.file].record {
            Record::Instrument(_, r) => &r.exits[at.part],
            Record::Bill(r) => &r.exits[at.part],
            _ => unreachable!("exits are indexed from instruments and bills"),
        }
    }

    /// A mandate.
    pub fn mandate(&self, ix: MandateIx) -> &Mandate {
        let at = &self.index.mandates[ix.at()];
        match &self.files[at.file].record {
            Record::Instrument(_, r) => &r.mandates[at.part],
            Record::Bill(r) => &r.mandates[at.part],
            _ => unreachable!("mandates are indexed from instruments and bills"),
        }
    }

    /// A listing.
    pub fn listing(&self, ix: ListingIx) -> &Listing {
        let at = &self.index.listings[ix.at()];
        match &self.files[at.file].record {
            Record::Target(r) => &r.listings[at.part],
            _ => unreachable!("listings are indexed from targets"),
        }
    }

    /// The reference of a part: `FILE/LOCAL`.
    pub fn reference(&self, part: impl Into<Part>) -> &Ref {
        match part.into() {
            Part::Measure(ix) => &self.index.measures[ix.at()].id,
            Part::Lock(ix) => &self.index.locks[ix.at()].id,
            Part::Exit(ix) => &self.index.exits[ix.at()].id,
            Part::Mandate(ix) => &self.index.mandates[ix.at()].id,
            Part::Listing(ix) => &self.index.listings[ix.at()].id,
        }
    }

    /// The place at which a record's standing is remembered: that of its file.
    fn slot(&self, id: &Id) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The place at which a measure's standing with what it rests on is remembered: after those of the files.
    fn slot_of_measure(&self, ix: MeasureIx) -> usize {
        self.files.len() + ix.at()
    }

    /// The place at which the standing of a part by its own days and its instrument's is remembered: after those.
    fn slot_of(&self, part: Part) -> usize {
        let Index { measures, locks, exits, mandates, .. } = &self.index;
        let place = match part {
            Part::Measure(ix) => ix.at(),
            Part::Lock(ix) => measures.len() + ix.at(),
            Part::Exit(ix) => measures.len() + locks.len() + ix.at(),
            Part::Mandate(ix) => measures.len() + locks.len() + exits.len() + ix.at(),
            Part::Listing(ix) => measures.len() + locks.len() + exits.len() + mandates.len() + ix.at(),
        };
        self.files.len() + measures.len() + place
    }

    /// How many standings there are to remember.
    fn slots(&self) -> usize {
        self.slot_of(Part::Listing(ListingIx::of(self.index.listings.len())))
    }

    /// The file that a part stands in.
    pub fn home(&self, part: impl Into<Part>) -> &RecordFile {
        &self.files[self.home_at(part)]
    }

    /// The place of the file that a part stands in.
    fn home_at(&self, part: impl Into<Part>) -> usize {
        match part.into() {
            Part::Measure(ix) => &self.index.measures[ix.at()],
            Part::Lock(ix) => &self.index.locks[ix.at()],
            Part::Exit(ix) => &self.index.exits[ix.at()],
            Part::Mandate(ix) => &self.index.mandates[ix.at()],
            Part::Listing(ix) => &self.index.listings[ix.at()],
        }
        .file
    }

    /// The target of a listing.
    pub fn listed_target(&self, ix: ListingIx) -> (&Id, &Target) {
        let file = &self.files[self.index.listings[ix.at()].file];
        match &file.record {
            Record::Target(target) => (&file.id, target),
            _ => unreachable!("listings are indexed from targets"),
        }
    }

    /// The measures a listing may be under: one where it is known.
    pub fn listing_measures(&self, ix: ListingIx) -> &[MeasureIx] {
        &self.index.listing_measures[ix.at()]
    }

    /// The listings of a target.
    pub fn listings_of(&self, target: &str) -> &[ListingIx] {
        self.index.listings_of.get(target).map_or(&[], Vec::as_slice)
    }

    /// The listings under a measure.
    pub fn listings_under(&self, ix: MeasureIx) -> &[ListingIx] {
        &self.index.listings_under[ix.at()]
    }

    /// The exits that open a lock, a statutory measure or a mandate.
    pub fn exits_opening(&self, reference: &str) -> &[ExitIx] {
        self.index.exits_opening.get(reference).map_or(&[], Vec::as_slice)
    }

    /// The measures of an instrument or a bill.
    pub fn measures_of(&self, id: &str) -> &[MeasureIx] {
        self.index.measures_of.get(id).map_or(&[], Vec::as_slice)
    }

    /// The instrument and all it is issued under or implements, itself first.
    pub fn ancestors(&self, id: &str) -> &[Id] {
        self.by_id.get(id).map_or(&[], |at| &self.index.ancestors[*at])
    }

    /// The same for the instrument that a part stands in.
    pub fn ancestors_of(&self, part: impl Into<Part>) -> &[Id] {
        &self.index.ancestors[self.home_at(part)]
    }

    /// The emergencies that an instrument rests on, by its own relations or those of what it is issued under.
    pub fn emergencies_of(&self, id: &str) -> &[Id] {
        self.by_id.get(id).map_or(&[], |at| &self.index.emergencies_of[*at])
    }

    /// The same for the instrument that a part stands in.
    pub fn emergencies_beneath(&self, part: impl Into<Part>) -> &[Id] {
        &self.index.emergencies_of[self.home_at(part)]
    }

    /// The records that stand in a relation to this one: the id of each, and the relation.
    pub fn related_to(&self, id: &str) -> &[(Id, crate::model::RelationKind)] {
        self.index.related_to.get(id).map_or(&[], Vec::as_slice)
    }

    /// The kinds of conduct that bear on this one: itself, those it lies within, those within it.
    fn conducts_bearing_on<'s>(&'s self, conduct: &'s Id) -> impl Iterator<Item = &'s Id> + 's {
        let wider = self.index.wider.get(conduct).into_iter().flatten();
        let narrower = self.index.narrower.get(conduct).into_iter().flatten();
        std::iter::once(conduct).chain(wider).chain(narrower)
    }

    /// Whether two kinds of conduct bear on each other: the same, or one within the other.
    pub fn conduct_bears(&self, a: &Id, b: &Id) -> bool {
        a == b || self.conduct_within(a, b) || self.conduct_within(b, a)
    }

    /// Whether conduct `a` is `b` or lies within it.
    pub fn conduct_within(&self, a: &Id, b: &Id) -> bool {
        a == b || self.index.wider.get(a).is_some_and(|wider| wider.contains(b))
    }
}
