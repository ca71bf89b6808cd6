//! Registers of invented law, of any size, made from a seed: what the benchmarks read.
//!
//! Records of every kind, of 1 to 2 KB, in the proportions of `data/`. Every reference leads somewhere, locks select by
//! order, by emergency and by date, and every scenario holds: such a register has no finding. [`Corpus::spoil`] puts in
//! errors, one in a file, and says what must be found and on which line. Start at [`Corpus::of`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The records, by path.
pub struct Corpus {
    /// Path below the root and text.
    pub files: BTreeMap<String, String>,
}

/// An error that was put in: path, line, and the lint that must speak of it.
pub type Planted = (String, usize, &'static str);

/// How many records of each kind there are to a thousand in `data/`.
const PROPORTIONS: [(&str, usize); 22] = [
    ("actors", 49),
    ("bills", 10),
    ("developments", 14),
    ("emergencies", 13),
    ("episodes", 20),
    ("facts", 51),
    ("instruments/determinations", 27),
    ("instruments/directives", 11),
    ("instruments/executive-orders", 51),
    ("instruments/general-licences", 39),
    ("instruments/notices", 2),
    ("instruments/proclamations", 5),
    ("instruments/regulations", 13),
    ("instruments/statutes", 41),
    ("options", 148),
    ("packages", 11),
    ("points", 27),
    ("programmes", 20),
    ("review-clocks", 7),
    ("scenarios", 314),
    ("sources", 50),
    ("targets", 82),
];

/// The line of the first key of a record.
const FIRST_KEY: usize = 3;
/// Of the statutes, the first gives the power and the second freezes what [`POINTS`] contested points say.
const PLAIN_STATUTES: usize = 2;
/// How many points the option `contested` reads.
pub const POINTS: usize = 20;
const PADDING: [&str; 8] = [
    "The committee heard that the restriction had been drawn more widely than its authors meant.",
    "Nothing here says how a court would read the proviso, and no court has been asked to.",
    "An earlier text was replaced before it was signed; what it said is of no account.",
    "The notice repeats the words of the order and adds the day on which it takes effect.",
    "Whoever administers the list may publish questions and answers, which bind nobody else.",
    "A report followed within the month, as the section requires, and named no person.",
    "The printed page has a slip in the number of the subsection; the slip law is right.",
    "What the parties promised each other is known from what they said to the press.",
];

impl Corpus {
    /// About so many records.
    pub fn of(records: usize, seed: u64) -> Self {
        Self::with(records, 1, seed)
    }

    /// About so many measures, `each` to an order and a directive.
    pub fn of_measures(measures: usize, each: usize, seed: u64) -> Self {
        Self::with(measures * 1000 / (67 * each), each, seed)
    }

    fn with(records: usize, each: usize, seed: u64) -> Self {
        let counts = PROPORTIONS.map(|(folder, share)| (folder, (records * share / 1005).max(2)));
        let counts = counts.into_iter().collect();
        let mut maker = Maker { counts, each, random: seed | 1, files: BTreeMap::new() };
        maker.all();
        Self { files: maker.files }
    }

    /// Puts one error into every `nth` file, of each kind in turn, and says where.
    pub fn spoil(&mut self, nth: usize) -> Vec<Planted> {
        let mut planted = Vec::new();
        let flaws = FLAWS.iter().cycle();
        let files = self.files.iter_mut().filter(|(path, _)| fit_to_spoil(path)).skip(nth / 2);
        for ((path, text), (lint, from, to, line)) in files.step_by(nth).zip(flaws) {
            let at = text.find(from).unwrap_or_else(|| panic!("{path} has no `{from}`"));
            let line = line.map_or(FIRST_KEY, |line| 1 + text[..at].matches('\n').count() + line);
            text.replace_range(at..at + from.len(), to);
            planted.push((path.clone(), line, *lint));
        }
        planted
    }

    /// Writes the register to a folder, which must not be there yet.
    pub fn write(&self, root: &Path) -> io::Result<()> {
        fs::create_dir_all(root)?;
        for (folder, _) in PROPORTIONS {
            fs::create_dir_all(root.join(folder))?;
        }
        self.files.iter().try_for_each(|(path, text)| fs::write(root.join(path), text))
    }
}

/// Mistakes of people: the lint, what is replaced by what, and how many lines below its start the finding stands;
/// none where it stands at the first key of the record.
const FLAWS: [(&str, &str, &str, Option<usize>); 14] = [
    ("unknown-key", "\nverification = ", "\ncolour = \"red\"\nverification = ", Some(1)),
    ("bad-enum", "= \"primary\"", "= \"primray\"", Some(0)),
    ("bad-date", "\nchecked = 2019-12-01", "\nchecked = \"2019-12-01\"", Some(1)),
    ("bad-type", "\nlocator = ", "\nlocator = 7 # ", Some(1)),
    ("dangling-reference", "\nsource = \"source", "\nsource = \"sorce", Some(1)),
    ("wrong-kind-of-reference", "\nsource = \"source", "\nsource = \"actor-1\" # source", Some(1)),
    ("syntax", "\nchecked = 2019-12-01", "\nchecked = 2019-12-41", Some(1)),
    ("syntax", "\nlocator = \"", "\nlocator = ", Some(1)),
    ("hidden-character", "\nlocator = \"", "\nlocator = \"\u{202e}", Some(1)),
    ("hidden-character", "\nlocator = \"", "\nlocator = \"\u{200b}", Some(1)),
    ("implausible-date", "\nchecked = 2019-12-01", "\nchecked = 2119-12-01", Some(1)),
    (
        "unknown-lint",
        "\nchecked = ",
        "\nallow = [{ lint = \"nonsense\", reason = \"r\" }]\nchecked = ",
        Some(1),
    ),
    ("schema-line", "#:schema ../", "#:schema ", Some(0)),
    ("unflagged-fact", "\nchecked = 2019-12-01", "", None),
];

/// What others do not lean on, so that one error is one finding, and what has a source.
fn fit_to_spoil(path: &str) -> bool {
    !path.starts_with("register") && !path.starts_with("sources/")
}

struct Maker {
    counts: BTreeMap<&'static str, usize>,
    each: usize,
    random: u64,
    files: BTreeMap<String, String>,
}

impl Maker {
    fn count(&self, folder: &str) -> usize {
        self.counts.get(folder).copied().unwrap_or(1)
    }

    /// The one of `others` that stands where `n` stands among `those`.
    fn beside(&self, n: usize, those: &str, others: &str) -> usize {
        n * self.count(others) / self.count(those)
    }

    fn next(&mut self) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random >> 16) as usize
    }

    /// Words to fill a record, of `least` to three times as many sentences.
    fn words(&mut self, least: usize) -> String {
        let sentences = least + self.next() % (2 * least + 1);
        let picked: Vec<&str> = (0..sentences).map(|_| PADDING[self.next() % PADDING.len()]).collect();
        picked.join(" ")
    }

    fn put(&mut self, folder: &str, id: String, own: &str, parts: &str) {
        let up = "../".repeat(folder.matches('/').count() + 2);
        let word = folder.rsplit('/').next().unwrap_or(folder);
        let schema = word
            .strip_suffix("ies")
            .map_or_else(|| word.trim_end_matches('s').to_owned(), |stem| format!("{stem}y"));
        let source = self.next() % self.count("sources");
        let source =
            if folder == "sources" { String::new() } else { format!("source = \"source-{source}\"\n") };
        let locator = self.next() % 400;
        let text = format!(
            "#:schema {up}schemas/records/{schema}.json\n\n{own}{source}locator = \"page {locator}\"\n\
             verification = \"primary\"\nchecked = 2019-12-01\n{parts}"
        );
        self.files.insert(format!("{folder}/{id}.toml"), text);
    }

    fn all(&mut self) {
        self.register();
        for (folder, _) in PROPORTIONS {
            for n in 0..self.count(folder) {
                self.one(folder, n);
            }
        }
        self.contested();
    }

    fn register(&mut self) {
        let mut conducts = String::new();
        for n in 0..self.conducts() {
            let _ = writeln!(conducts, "  {{ id = \"conduct-{n}\", title = \"Conduct {n}\" }},");
        }
        let text = format!(
            "#:schema ../schemas/records/register.json\n\ntitle = \"A register of invented law\"\n\
             licence = \"CC0-1.0\"\nconducts = [\n{conducts}]\nterritories = [{{ id = \"xa\", title = \"Arcadia\" }}]\ntraits = []\n\n\
             [[regimes]]\nid = \"arcadia\"\ntitle = \"Arcadia\"\n\
             coverage = {{ from = 2014-01-01, to = 2020-01-01 }}\n"
        );
        self.files.insert("register.toml".into(), text);
    }

    /// Kinds of conduct: one to ten orders.
    fn conducts(&self) -> usize {
        1 + self.count("instruments/executive-orders") * self.each / 10
    }

    fn one(&mut self, folder: &str, n: usize) {
        let about = self.words(5);
        let title = format!("title = \"Record {n} of {folder}\"\n");
        let regime = "regime = \"arcadia\"\n";
        let order = |maker: &Self| maker.beside(n, folder, "instruments/executive-orders");
        let dated = format!("{title}{regime}signed = 2015-03-06\neffective = 2015-03-06\n");
        let gaps = format!("gaps = [{{ what = \"Its history\", why = \"{about}\", since = 2019-12-01 }}]\n");
        let under =
            |kind: &str, o: usize| format!("relations = [{{ kind = \"{kind}\", to = \"order-{o}\" }}]\n");
        match folder {
            "actors" => {
                let own = format!("name = \"Office {n}\"\nkind = \"executive\"\nnote = \"{about}\"\n");
                self.put(folder, format!("actor-{n}"), &own, "");
            }
            "bills" => {
                let own = format!(
                    "{title}{regime}introduced = 2019-01-03\nstanding = \"In committee\"\n{gaps}citations = {{ bill = \"116 S. {n}\" }}\n"
                );
                let lock = lock(&format!("instruments = [\"order-{}\"]", order(self)), "terminate");
                let parts = lock + &self.clauses_of_bill(n);
                self.put(folder, format!("bill-{n}"), &own, &parts);
            }
            "developments" => {
                let own =
                    format!("{title}happened = 2019-03-03\ntext = \"{about}\"\nactors = [\"actor-0\"]\n");
                self.put(folder, format!("development-{n}"), &own, "");
            }
            "emergencies" => {
                let own = format!(
                    "{title}{regime}{gaps}declared-by = \"order-{n}\"\ndeclared = 2015-03-06\nrule = \"statute-0/2\"\n"
                );
                let years = [(2016, "02"), (2017, "01"), (2018, "02"), (2019, "04")];
                let each =
                    |(year, day): (i32, &str)| format!("\n[[continuations]]\nsigned = {year}-03-{day}\n");
                self.put(folder, format!("emergency-{n}"), &own, &years.map(each).concat());
            }
            "episodes" | "scenarios" => self.trial(folder, n, &title, &about),
            "facts" => {
                let own = format!("{title}question = \"{about}\"\njudge = \"The President\"\n");
                self.put(folder, format!("fact-{n}"), &own, "");
            }
            "instruments/determinations" => {
                let own = format!("{dated}{gaps}{}", under("issued-under", order(self)));
                self.put(folder, format!("determination-{n}"), &own, "");
            }
            "instruments/directives" => {
                let own = format!("{dated}{gaps}{}", under("issued-under", order(self)));
                let measures = self.measures(n, "new-debt");
                self.put(folder, format!("directive-{n}"), &own, &measures);
            }
            "instruments/executive-orders" => self.order(n, &dated, &gaps),
            "instruments/general-licences" => {
                let own = format!(
                    "{title}{regime}effective = 2016-01-01\n{gaps}{}",
                    under("authorises-under", order(self))
                );
                let version =
                    format!("\n[[versions]]\nid = \"{n}\"\nissued = 2016-01-01\npermits = \"{about}\"\n");
                self.put(folder, format!("licence-{n}"), &own, &version);
            }
            "instruments/notices" => {
                let own =
                    format!("{dated}{gaps}relations = [{{ kind = \"continues\", to = \"emergency-0\" }}]\n");
                self.put(folder, format!("notice-{n}"), &own, "");
            }
            "instruments/proclamations" => {
                let own = format!("{dated}{gaps}");
                self.put(folder, format!("proclamation-{n}"), &own, "");
            }
            "instruments/regulations" => {
                let own = format!(
                    "{title}{regime}effective = 2015-06-01\ncitations = {{ cfr = \"31 CFR {n}\" }}\n{gaps}{}",
                    under("implements", order(self))
                );
                self.put(folder, format!("regulation-{n}"), &own, "");
            }
            "instruments/statutes" => self.statute(n, &title, &gaps),
            "options" => self.option(n, &title, &about),
            "packages" => {
                let own = format!("{title}summary = \"{about}\"\nbaseline = \"option-0\"\n");
                let at = self.beside(n, folder, "options") + 1;
                let phase = format!(
                    "\n[[phases]]\ntitle = \"First\"\noptions = [\"option-{at}\"]\ntrigger = \"A ceasefire\"\n"
                );
                self.put(folder, format!("package-{n}"), &own, &phase);
            }
            "points" => {
                let own = format!("{title}question = \"{about}\"\nabout = [\"statute-0\"]\n");
                let choice = |id: &str| {
                    format!(
                        "\n[[choices]]\nid = \"{id}\"\nclaim = \"It is so\"\nargument = \"The text says so\"\ntext-only = true\n"
                    )
                };
                self.put(folder, format!("point-{n}"), &own, &format!("{}{}", choice("a"), choice("b")));
            }
            "programmes" => {
                let o = order(self);
                let own = format!(
                    "{title}tag = \"TAG-{n}\"\n{regime}list = \"SDN\"\nmeasures = [\"order-{o}/block-0\"]\nnote = \"{about}\"\n"
                );
                self.put(folder, format!("programme-{n}"), &own, "");
            }
            "review-clocks" => {
                let own = format!(
                    "{title}pinpoint = \"s. {n}\"\nstarts = \"report\"\nday-one = \"next-day\"\ndays = 30\ncounts = \"calendar-days\"\nbars = \"{about}\"\nresolutions = [\"disapproval\"]\n"
                );
                self.put(folder, format!("clock-{n}"), &own, "");
            }
            "sources" => {
                let own = format!("{title}publisher = \"The press\"\nnote = \"{about}\"\n");
                self.put(folder, format!("source-{n}"), &own, "");
            }
            _ => {
                let o = order(self);
                let own = format!("name = \"Bank {n}\"\nkind = \"bank\"\nnationality = [\"xa\"]\n{gaps}");
                let from = if n.is_multiple_of(2) { "2016-05-01" } else { "2018-05-01" };
                let listing = format!(
                    "\n[[listings]]\nid = \"of-order\"\nmeasures = [\"order-{o}/block-0\"]\nfrom = {from}\nground = \"activity\"\n"
                );
                self.put(folder, format!("target-{n}"), &own, &listing);
            }
        }
    }

    fn measures(&mut self, n: usize, name: &str) -> String {
        let mut all = String::new();
        for part in 0..self.each {
            let conduct = if part == 0 { 0 } else { (n + part) % self.conducts() };
            // The first conduct is that of blocking; each other is restricted by few measures.
            let conduct = if conduct == 0 { n % self.conducts() } else { conduct };
            let _ = write!(
                all,
                "\n[[measures]]\nid = \"{name}-{part}\"\ntitle = \"Restricts conduct {conduct}\"\npinpoint = \"s. {part}\"\n\
                 conduct = [\"conduct-{conduct}\"]\nbinds = \"{}\"\n",
                if part == 0 { "listed" } else { "everyone" },
            );
        }
        all
    }

    fn order(&mut self, n: usize, dated: &str, gaps: &str) {
        let emergencies = self.count("emergencies");
        let (kind, emergency) = match n {
            n if n < emergencies => ("declares-emergency", n),
            n => ("additional-steps-under", n % emergencies),
        };
        let own = format!(
            "{dated}{gaps}citations = {{ number = \"{n}\", fr = \"80 FR {}\" }}\n\
             relations = [{{ kind = \"{kind}\", to = \"emergency-{emergency}\" }}]\n\
             authority = [{{ under = \"statute-0\", emergency = \"emergency-{emergency}\" }}]\n",
            n + 1
        );
        let measures = self.measures(n, "block");
        self.put("instruments/executive-orders", format!("order-{n}"), &own, &measures);
    }

    /// The order that a statute is about: one under which somebody was listed early.
    fn locked_order(&self, statute: usize) -> usize {
        let early = 2 * (statute * 7 % (self.count("targets") / 2));
        self.beside(early, "targets", "instruments/executive-orders")
    }

    /// What the lock of a statute selects: by order, by emergency, or by the day of listing.
    fn selected(&self, n: usize) -> String {
        let order = self.locked_order(n);
        let emergency = order % self.count("emergencies");
        match n % 3 {
            0 => format!("instruments = [\"order-{order}\"]"),
            1 => format!("emergencies = [\"emergency-{emergency}\"], frozen-as-of = 2017-08-01"),
            _ => format!("instruments = [\"order-{order}\"], listed = {{ before = 2017-08-01 }}"),
        }
    }

    /// Whether some lock reaches the delisting of a target.
    fn is_locked(&self, target: usize) -> bool {
        let emergencies = self.count("emergencies");
        let order = self.beside(target, "targets", "instruments/executive-orders");
        let early = target.is_multiple_of(2);
        (PLAIN_STATUTES..self.count("instruments/statutes")).any(|n| {
            let of = self.locked_order(n);
            match n % 3 {
                0 => of == order,
                1 => of % emergencies == order % emergencies && early,
                _ => of == order && early,
            }
        })
    }

    fn statute(&mut self, n: usize, title: &str, gaps: &str) {
        let signed = if n == 0 { "1977-12-28" } else { "2017-08-02" };
        let own = format!(
            "{title}regime = \"arcadia\"\nsigned = {signed}\neffective = {signed}\n{gaps}\
             citations = {{ public-law = \"115-{}\" }}\n",
            n + 1
        );
        let parts = match n {
            0 => "\n[[continuation-rules]]\nid = \"2\"\npinpoint = \"s. 2\"\nterm = \"P1Y\"\n\
                  notice-window = \"P90D\"\nnotice = \"A notice\"\n"
                .to_owned(),
            1 => String::new(),
            _ => {
                let select = self.selected(n);
                format!("{}{}", lock(&select, "terminate"), exit(&format!("statute-{n}")))
            }
        };
        self.put("instruments/statutes", format!("statute-{n}"), &own, &parts);
    }

    fn option(&mut self, n: usize, title: &str, about: &str) {
        let own = format!(
            "{title}summary = \"{about}\"\nregime = \"arcadia\"\nowner = \"actor-{}\"\nbaseline = {}\nasks = []\nrisks = []\n\
             resisters = []\nallied = []\n",
            self.beside(n, "options", "actors"),
            n == 0
        );
        let acts = if n == 0 {
            let ids: Vec<String> =
                (0..self.count("emergencies")).map(|e| format!("\"emergency-{e}\"")).collect();
            format!("\n[[acts]]\naction = \"continue\"\nemergencies = [{}]\n", ids.join(", "))
        } else {
            let target = self.target_of(n);
            format!(
                "\n[[goals]]\ntarget = \"target-{target}\"\n\n[[acts]]\naction = \"terminate\"\nlistings = [\"target-{target}/of-order\"]\ntext = \"In the words of option {n}.\"\n"
            )
        };
        self.put("options", format!("option-{n}"), &own, &acts);
    }

    /// The target that an option is about.
    fn target_of(&self, option: usize) -> usize {
        self.beside(option, "options", "targets")
    }

    fn trial(&mut self, folder: &str, n: usize, title: &str, about: &str) {
        let option = 1 + n % (self.count("options") - 1);
        let target = self.target_of(option);
        let pathway = if self.is_locked(target) { "conditional" } else { "executive" };
        if folder == "scenarios" {
            let own = format!("title = \"{about}\"\noption = \"option-{option}\"\nas-of = [2019-06-01]\n");
            let expect = format!("\n[expect]\npathways = [\"{pathway}\"]\n");
            return self.put(folder, format!("scenario-{n}"), &own, &expect);
        }
        let own = format!(
            "{title}summary = \"{about}\"\nregime = \"arcadia\"\nsubmitted = 2019-05-01\ntook-effect = 2019-06-01\nwent = [\"{pathway}\"]\n"
        );
        let acts = format!(
            "\n[[acts]]\naction = \"terminate\"\nlistings = [\"target-{target}/of-order\"]\n\n[[goals]]\ntarget = \"target-{target}\"\n"
        );
        self.put(folder, format!("episode-{n}"), &own, &acts);
    }

    /// Clauses that turn on this bill's share of the facts, points and review clocks: each of them is named, and as no bill
    /// is law none changes an answer.
    fn clauses_of_bill(&self, n: usize) -> String {
        let share = |folder: &str| (n..self.count(folder)).step_by(self.count("bills"));
        let mut clauses = String::new();
        for fact in share("facts") {
            let _ = write!(
                clauses,
                "\n[[locks.reaches]]\nactions = [\"waive\"]\nwhen = [{{ fact = \"fact-{fact}\" }}]\n"
            );
        }
        for point in share("points") {
            let _ = write!(
                clauses,
                "\n[[locks.reaches]]\nactions = [\"suspend\"]\nunder = [\"point-{point}.a\"]\n"
            );
        }
        for clock in share("review-clocks") {
            let _ = write!(
                clauses,
                "\n[[exits]]\nid = \"clock-{clock}\"\ntitle = \"Opens it after review\"\npinpoint = \"s. 3\"\n\
                 opens = [\"bill-{n}/1\"]\nreview = \"clock-{clock}\"\n\n[[exits.serves]]\nactions = [\"terminate\"]\n"
            );
        }
        clauses
    }

    /// A statute whose locks turn on [`POINTS`] points, and an option that meets them all.
    fn contested(&mut self) {
        let title = "title = \"A contested act\"\n";
        let mut parts = String::new();
        for n in 0..POINTS {
            let point =
                format!("title = \"Contested {n}\"\nquestion = \"Is it so?\"\nabout = [\"contested-act\"]\n");
            let choice = |id: &str| {
                format!(
                    "\n[[choices]]\nid = \"{id}\"\nclaim = \"It is so\"\nargument = \"The text\"\ntext-only = true\n"
                )
            };
            self.put("points", format!("contested-{n}"), &point, &format!("{}{}", choice("a"), choice("b")));
            let _ = write!(
                parts,
                "\n[[locks]]\nid = \"{n}\"\ntitle = \"Bars relief on one reading\"\npinpoint = \"s. {n}\"\n\
                 select = {{ instruments = [\"contested-order\"] }}\n\n[[locks.reaches]]\nactions = [\"suspend\"]\n\
                 under = [\"contested-{n}.a\"]\n\n[[exits]]\nid = \"{n}-b\"\ntitle = \"Opens it\"\npinpoint = \"s. {n}(b)\"\n\
                 opens = [\"contested-act/{n}\"]\n\n[[exits.serves]]\nactions = [\"suspend\"]\n\n[[exits.conditions]]\n\
                 kind = \"certification\"\ntext = \"It is needed.\"\nin-gift-of = [\"actor-0\"]\n"
            );
        }
        let own = format!(
            "{title}regime = \"arcadia\"\nsigned = 2017-08-02\neffective = 2017-08-02\ncitations = {{ public-law = \"115-9999\" }}\n"
        );
        self.put("instruments/statutes", "contested-act".into(), &own, &parts);
        let own = "title = \"A contested order\"\nregime = \"arcadia\"\nsigned = 2015-03-06\neffective = 2015-03-06\n\
                   citations = { number = \"99999\", fr = \"80 FR 99999\" }\n\
                   relations = [{ kind = \"additional-steps-under\", to = \"emergency-0\" }]\n\
                   authority = [{ under = \"statute-0\", emergency = \"emergency-0\" }]\n";
        let measure = "\n[[measures]]\nid = \"ban\"\ntitle = \"Bans it\"\npinpoint = \"s. 1\"\nconduct = [\"conduct-0\"]\nbinds = \"everyone\"\n";
        self.put("instruments/executive-orders", "contested-order".into(), own, measure);
        let own = "title = \"A contested option\"\nsummary = \"Turns on many points.\"\nregime = \"arcadia\"\nowner = \"actor-0\"\n\
                   asks = []\nrisks = []\nresisters = []\nallied = []\n";
        let acts = "\n[[goals]]\ninstruments = [\"contested-order\"]\n\n[[acts]]\naction = \"suspend\"\n\
                    measures = [\"contested-order/ban\"]\n";
        self.put("options", "contested".into(), own, acts);
    }
}

fn lock(select: &str, action: &str) -> String {
    format!(
        "\n[[locks]]\nid = \"1\"\ntitle = \"Bars the end of what it selects\"\npinpoint = \"s. 1\"\nselect = {{ {select} }}\n\n\
         [[locks.reaches]]\nactions = [\"{action}\"]\n"
    )
}

fn exit(statute: &str) -> String {
    format!(
        "\n[[exits]]\nid = \"2\"\ntitle = \"Opens the lock\"\npinpoint = \"s. 2\"\nopens = [\"{statute}/1\"]\n\n\
         [[exits.serves]]\nactions = [\"terminate\"]\nselect = {{ scope = [\"listing\"] }}\n\n[[exits.conditions]]\n\
         kind = \"certification\"\ntext = \"It no longer does what it was listed for.\"\nin-gift-of = [\"actor-0\"]\n"
    )
}
