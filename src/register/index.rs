//! The numbers of parts and the links between records, both ways. Built once, in time linear in the register.

use super::{Map, RecordFile, Set};
use crate::model::{Exit, Id, Lock, Mandate, Measure, Record, Ref, RegisterRecord, RelationKind};

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident => $part:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
            pub struct $name(u32);

            impl $name {
                pub(super) fn of(at: usize) -> Self {
                    Self(u32::try_from(at).unwrap_or(u32::MAX))
                }
                pub(super) fn at(self) -> usize {
                    self.0 as usize
                }
            }

            impl From<$name> for Part {
                fn from(ix: $name) -> Self {
                    Part::$part(ix)
                }
            }
        )*

        /// A part of a record that can be referred to.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Part { $($(#[$doc])* $part($name),)* }
    };
}

numbers! {
    /// The number of a measure.
    MeasureIx => Measure;
    /// The number of a lock.
    LockIx => Lock;
    /// The number of an exit.
    ExitIx => Exit;
    /// The number of a mandate.
    MandateIx => Mandate;
    /// The number of a listing.
    ListingIx => Listing;
}

/// Where a part stands.
pub(super) struct Place {
    pub(super) id: Ref,
    pub(super) file: usize,
    pub(super) part: usize,
}

#[derive(Default)]
pub(super) struct Index {
    pub(super) measures: Vec<Place>,
    pub(super) locks: Vec<Place>,
    pub(super) exits: Vec<Place>,
    pub(super) mandates: Vec<Place>,
    pub(super) listings: Vec<Place>,
    pub(super) parts: Map<Ref, Part>,
    pub(super) listing_measures: Vec<Vec<MeasureIx>>,
    pub(super) listings_of: Map<Id, Vec<ListingIx>>,
    pub(super) listings_under: Vec<Vec<ListingIx>>,
    pub(super) exits_opening: Map<Ref, Vec<ExitIx>>,
    pub(super) measures_of: Map<Id, Vec<MeasureIx>>,
    /// By file: an instrument and all it is issued under or implements, itself first.
    pub(super) ancestors: Vec<Box<[Id]>>,
    /// By file: the emergencies that these rest on.
    pub(super) emergencies_of: Vec<Box<[Id]>>,
    /// By file: the first of these that says what its measures rest on.
    pub(super) authority_from: Vec<Option<usize>>,
    pub(super) related_to: Map<Id, Vec<(Id, RelationKind)>>,
    pub(super) wider: Map<Id, Vec<Id>>,
    pub(super) narrower: Map<Id, Vec<Id>>,
}

impl Index {
    pub(super) fn new(head: &RegisterRecord, files: &[RecordFile], by_id: &Map<Id, usize>) -> Self {
        let mut index = Index::default();
        let live = || files.iter().enumerate().filter(|(_, file)| file.record.retired().is_none());
        for (at, file) in live() {
            match &file.record {
                Record::Instrument(_, r) => {
                    index.add_law(&file.id, at, &r.measures, &r.locks, &r.exits, &r.mandates);
                    for relation in &r.relations {
                        let (to, _) = relation.to.split();
                        if let Ok(to) = to.parse() {
                            index.related_to.entry(to).or_default().push((file.id.clone(), relation.kind));
                        }
                    }
                }
                Record::Bill(r) => index.add_law(&file.id, at, &r.measures, &r.locks, &r.exits, &r.mandates),
                _ => {}
            }
        }
        index.listings_under = (0..index.measures.len()).map(|_| Vec::new()).collect();
        for (at, file) in live() {
            if let Record::Target(target) = &file.record {
                for (part, listing) in target.listings.iter().enumerate() {
                    index.add_listing(&file.id, at, part, &listing.id, &listing.measures);
                }
            }
        }
        index.link_instruments(files, by_id);
        index.widen_conducts(head);
        index
    }

    fn add_law(
        &mut self,
        id: &Id,
        file: usize,
        measures: &[Measure],
        locks: &[Lock],
        exits: &[Exit],
        mandates: &[Mandate],
    ) {
        for (part, measure) in measures.iter().enumerate() {
            let ix = MeasureIx::of(self.measures.len());
            let place = Place { id: Ref::part(id, &measure.id), file, part };
            self.parts.entry(place.id.clone()).or_insert(Part::Measure(ix));
            self.measures_of.entry(id.clone()).or_default().push(ix);
            self.measures.push(place);
        }
        for (part, lock) in locks.iter().enumerate() {
            let ix = LockIx::of(self.locks.len());
            let place = Place { id: Ref::part(id, &lock.id), file, part };
            self.parts.entry(place.id.clone()).or_insert(Part::Lock(ix));
            self.locks.push(place);
        }
        for (part, exit) in exits.iter().enumerate() {
            let ix = ExitIx::of(self.exits.len());
            let place = Place { id: Ref::part(id, &exit.id), file, part };
            self.parts.entry(place.id.clone()).or_insert(Part::Exit(ix));
            for opened in &exit.opens {
                self.exits_opening.entry(opened.clone()).or_default().push(ix);
            }
            self.exits.push(place);
        }
        for (part, mandate) in mandates.iter().enumerate() {
            let ix = MandateIx::of(self.mandates.len());
            let place = Place { id: Ref::part(id, &mandate.id), file, part };
            self.parts.entry(place.id.clone()).or_insert(Part::Mandate(ix));
            self.mandates.push(place);
        }
    }

    fn add_listing(&mut self, target: &Id, file: usize, part: usize, local: &Id, measures: &[Ref]) {
        let ix = ListingIx::of(self.listings.len());
        let place = Place { id: Ref::part(target, local), file, part };
        self.parts.entry(place.id.clone()).or_insert(Part::Listing(ix));
        self.listings_of.entry(target.clone()).or_default().push(ix);
        let known = measures.iter().filter_map(|m| match self.parts.get(m) {
            Some(Part::Measure(measure)) => Some(*measure),
            _ => None,
        });
        let known: Vec<MeasureIx> = known.collect();
        for measure in &known {
            self.listings_under[measure.at()].push(ix);
        }
        self.listing_measures.push(known);
        self.listings.push(place);
    }

    fn link_instruments(&mut self, files: &[RecordFile], by_id: &Map<Id, usize>) {
        for file in files {
            if !matches!(&file.record, Record::Instrument(..)) {
                self.emergencies_of.push(Box::default());
                self.ancestors.push(Box::default());
                self.authority_from.push(None);
                continue;
            }
            let mut emergencies = Vec::new();
            let mut ancestors = vec![file.id.clone()];
            let mut authority_from = None;
            let mut seen: Set<Id> = ancestors.iter().cloned().collect();
            let mut next = 0;
            while next < ancestors.len() {
                let current = by_id.get(&ancestors[next]).copied();
                next += 1;
                let Some(Record::Instrument(_, instrument)) = current.map(|at| &files[at].record) else {
                    continue;
                };
                if !instrument.authority.is_empty() {
                    authority_from = authority_from.or(current);
                }
                for relation in instrument.relations.iter().filter(|r| r.kind.cascades()) {
                    let (to, _) = relation.to.split();
                    let Some(ix) = by_id.get(to) else { continue };
                    let id = &files[*ix].id;
                    match &files[*ix].record {
                        Record::Emergency(_) if !emergencies.contains(id) => emergencies.push(id.clone()),
                        Record::Instrument(..) if seen.insert(id.clone()) => ancestors.push(id.clone()),
                        _ => {}
                    }
                }
            }
            self.emergencies_of.push(emergencies.into());
            self.ancestors.push(ancestors.into());
            self.authority_from.push(authority_from);
        }
    }

    fn widen_conducts(&mut self, head: &RegisterRecord) {
        let within: Map<&Id, &Id> =
            head.conducts.iter().filter_map(|c| Some((&c.id, c.within.as_ref()?))).collect();
        for conduct in &head.conducts {
            let mut wider = Vec::new();
            let mut at = &conduct.id;
            while let Some(next) = within.get(at) {
                if wider.contains(*next) {
                    break;
                }
                wider.push((*next).clone());
                self.narrower.entry((*next).clone()).or_default().push(conduct.id.clone());
                at = next;
            }
            self.wider.insert(conduct.id.clone(), wider);
        }
    }
}
