//! What falls due when: emergencies that run out, licences and laws that expire, orders of Congress to be carried
//! out.

use jiff::civil::Date;

use crate::register::{MandateIx, Register};

/// The day by which a mandate was first to be carried out; none where it states no term.
pub fn first_due(register: &Register, ix: MandateIx) -> Option<Date> {
    let mandate = register.mandate(ix);
    let home = register.home(ix).instrument().map(|instrument| instrument.effective);
    Some(mandate.due?.after(mandate.effective.or(home)?.latest()))
}
