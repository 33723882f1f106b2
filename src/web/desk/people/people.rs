//! The people of a centre or of the service: inviting them, changing what they are, and ending their accounts.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use uuid::Uuid;
use waymark_core::labels::DESK_ROLE_WHAT;
use waymark_core::routing::Centre;
use waymark_core::staff::{AccountState, Act, Role, Scope};
use waymark_core::words::Speaker;

use crate::journeys::desk::door::accounts::{self, AccountFault, INVITATION, Member};
use crate::journeys::desk::door::invitations;
use crate::journeys::desk::door::inviting::{InviteFault, Invitee, Wrong, invite as make_invitation};
use crate::journeys::desk::talk::take_down;
use crate::web::desk::door::confirm::Step;
use crate::web::desk::door::door::Desk;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{DESK_ACCOUNT, DESK_PEOPLE};
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{Choice, FaultLine, Frame, fault_of};

/// How many people a page shows.
const MOST: i64 = 100;

/// The centre of whoever sits here; nothing for somebody of the whole service.
pub(crate) fn centre(desk: &Desk) -> Option<String> {
    match desk.who.scope() {
        Scope::Centre(centre) => Some(centre),
        _ => None,
    }
}

/// What a page shows besides the people.
#[derive(Default)]
struct Beside {
    /// A link that was just made, and for whom.
    link: Option<(String, String)>,
    notice: Option<String>,
    faults: Vec<FaultLine>,
}

/// Whom whoever sits here looks after: others, within their centre, with a role that they may give out.
fn looks_after(desk: &Desk, one: &Member) -> bool {
    let own = centre(desk).is_none_or(|centre| centre == one.account.centre);
    own && desk.who.role.may_invite(one.account.role) && one.account.id != desk.who.id
}

/// Roles that whoever sits here may give to somebody: of a centre, or of the whole service.
fn roles(desk: &Desk, fits: impl Fn(Role) -> bool, chosen: Option<Role>) -> Vec<Choice> {
    let t = desk.visit.speaker();
    let offered = Role::ALL.into_iter().filter(|role| desk.who.role.may_invite(*role) && fits(*role));
    offered
        .map(|role| Choice {
            value: role.id().to_owned(),
            label: t.label(role),
            hint: t.of(&DESK_ROLE_WHAT, role.id()),
            chosen: chosen == Some(role),
        })
        .collect()
}

fn row(desk: &Desk, one: &Member, begun: bool) -> PersonRow {
    let t = desk.visit.speaker();
    let (account, now) = (&one.account, desk.visit.service.now());
    let looks_after = looks_after(desk, one) && account.state != AccountState::Ended;
    let fits = |role: Role| role.is_of_a_centre() != account.centre.is_empty();
    PersonRow {
        begun,
        id: account.id.to_string(),
        name: one.known.name.reveal().to_owned(),
        address: one.known.address.reveal().to_owned(),
        role: t.label(account.role),
        centre: account.centre.clone(),
        state: t.of(&DESK_ACCOUNT, account.state.id()),
        last: account.last_at.map(|at| t.when(at)),
        invitation: one
            .invitation_ends()
            .map(|ends| t.say1(if ends > now { "desk-invitation-ends" } else { "desk-invitation-ended" }, "when", t.when(ends))),
        by_letter: one.signs_in_by_letter() && account.state == AccountState::Active,
        locked_out: one.is_locked_out(),
        active: account.state == AccountState::Active,
        roles: if looks_after { roles(desk, fits, Some(account.role)) } else { Vec::new() },
        may_change: looks_after,
    }
}

/// Where somebody belongs who is invited: chosen from a list, so that nobody has to know the short name of a centre.
fn which_centre(desk: &Desk, faults: &[FaultLine]) -> Field {
    let t = desk.visit.speaker();
    let choice =
        |centre: &Centre| Choice { value: centre.id.clone(), label: centre.name.clone(), hint: String::new(), chosen: false };
    Field {
        name: "centre".to_owned(),
        label: t.say("desk-centre"),
        hint: t.say("desk-centre-hint"),
        kind: FieldKind::Select,
        choices: desk.visit.service.book.centres.all().map(choice).collect(),
        fault: fault_of(faults, "centre").map(str::to_owned),
        ..Field::default()
    }
}

async fn page(desk: &Desk, beside: Beside) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let of = centre(desk);
    if !beside.faults.is_empty() {
        desk.fill_with_what_was_sent();
    }
    let from = visit.query().split('&').find_map(|part| Uuid::parse_str(part.strip_prefix("from=")?).ok()).unwrap_or_default();
    let members = accounts::members(&visit.service, from, of.as_deref(), MOST).await?;
    let next = (members.len() as i64 == MOST).then(|| members.last().map(|one| format!("/desk/people?from={}", one.account.id)));
    let mut people = Vec::new();
    for one in &members {
        let may = take_down::may_read(&desk.who, one);
        let found = if may { take_down::begun(&visit.service, one.account.id).await } else { Ok(None) };
        people.push(row(desk, one, found?.is_some()));
    }
    visit.show(&PeoplePage {
        frame: desk.frame(),
        people,
        next: next.flatten(),
        first: from.is_nil(),
        roles: roles(desk, |_| true, None),
        centre: of.is_none().then(|| which_centre(desk, &beside.faults)),
        link: beside.link,
        days: INVITATION.num_days(),
        notice: beside.notice,
        faults: beside.faults,
    })
}

/// `GET /desk/people`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Staff).await?;
    let t = desk.visit.speaker();
    let notice = DESK_PEOPLE.members.iter().find(|word| desk.visit.asks(word));
    let notice = notice.map(|word| t.of(&DESK_PEOPLE, word));
    page(&desk, Beside { notice, ..Beside::default() }).await
}

/// `POST /desk/people`: invites somebody. The link is shown once, to be handed over.
pub(crate) async fn invite(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    let invitee = Invitee {
        name: form.get("name").to_owned(),
        address: form.get("address").to_owned(),
        role: form.get("role").to_owned(),
        centre: centre(&desk).unwrap_or_else(|| form.get("centre").to_owned()),
    };
    let made = make_invitation(&desk.visit.service, &desk.who.actor(), Some(desk.who.role), invitee).await;
    desk.go_on(None).await?;
    let t = desk.visit.speaker();
    let beside = match made {
        Ok(link) => Beside { link: Some((link, form.get("name").trim().to_owned())), ..Beside::default() },
        Err(InviteFault::Wrong(wrong)) => {
            let line = |wrong: &Wrong| FaultLine { anchor: wrong.field().to_owned(), text: words(wrong, t) };
            Beside { faults: wrong.iter().map(line).collect(), ..Beside::default() }
        }
        Err(InviteFault::Store(error)) => return Err(error.into()),
    };
    page(&desk, beside).await
}

/// What is wrong with an invitation, in words.
fn words(wrong: &Wrong, t: &Speaker) -> String {
    match wrong {
        Wrong::NoName => t.say("desk-fault-name"),
        Wrong::NoAddress => t.say("desk-fault-address"),
        Wrong::Known => t.say("desk-fault-known"),
        Wrong::NoRole | Wrong::UnknownRole(..) => t.say("desk-fault-role"),
        Wrong::NotTheirs(_) => t.say("desk-fault-role-not-yours"),
        Wrong::CentreMissing(_) => t.say("desk-fault-centre"),
        Wrong::CentreNamed(_) => t.say("desk-fault-centre-named"),
        Wrong::UnknownCentre(_, Some(near)) => t.say1("desk-fault-no-centre-near", "near", near.as_str()),
        Wrong::UnknownCentre(_, None) => t.say("desk-fault-no-centre"),
    }
}

/// The person that a step is about, when whoever sits here looks after them.
async fn reached(desk: &Desk, id: Uuid) -> Result<Member, Stop> {
    let member = accounts::member(&desk.visit.service, id).await?;
    member.filter(|one| looks_after(desk, one)).ok_or(Stop::Role)
}

fn stop(fault: AccountFault) -> Stop {
    match fault {
        AccountFault::Store(error) => error.into(),
        _ => Stop::Role,
    }
}

/// What ends for somebody for good.
fn step<'a>(word: &'static str, member: &'a Member) -> Step<'a> {
    Step { word, whom: member.known.name.reveal(), fields: &[], back: "/desk/people" }
}

/// `POST /desk/people/<id>/end`, which asks first
pub(crate) async fn end(visit: Visit, id: Path<Uuid>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    let member = reached(&desk, *id).await?;
    if let Some(asks) = step("end", &member).asks(&desk, &form) {
        return asks;
    }
    accounts::end(&desk.visit.service, &desk.who.actor(), member.account.id).await?;
    desk.go_on(None).await?;
    Ok(desk.visit.go("/desk/people?ended"))
}

/// `POST /desk/people/<id>/again`: a new invitation. Whoever has an account sets it up anew, which is asked first. The link is shown once.
pub(crate) async fn again(visit: Visit, id: Path<Uuid>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    let member = reached(&desk, *id).await?;
    let is_set_up = member.account.state == AccountState::Active;
    if let Some(asks) = is_set_up.then(|| step("anew", &member).asks(&desk, &form)).flatten() {
        return asks;
    }
    let link = invitations::invite_again(&desk.visit.service, &desk.who.actor(), member.account.id).await;
    let link = link.map_err(stop)?;
    desk.go_on(None).await?;
    let link = Some((link, member.known.name.reveal().to_owned()));
    page(&desk, Beside { link, ..Beside::default() }).await
}

/// `POST /desk/people/<id>/role`: another role of the same kind, within what whoever sits here may give out.
pub(crate) async fn change_role(visit: Visit, id: Path<Uuid>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    let member = reached(&desk, *id).await?;
    let role = Role::from_id(form.get("role")).filter(|role| desk.who.role.may_invite(*role));
    let Some(role) = role else { return Err(Stop::Role) };
    let changed = invitations::change_role(&desk.visit.service, &desk.who.actor(), member.account.id, role).await;
    let changed = changed.map_err(stop)?;
    desk.go_on(None).await?;
    Ok(desk.visit.go(if changed.is_locked_out() { "/desk/people?role-needs-more" } else { "/desk/people?role-changed" }))
}

/// `/desk/people`
#[derive(Template)]
#[template(path = "pages/desk/people/people.html")]
pub(crate) struct PeoplePage {
    /// What every page has.
    pub frame: Frame,
    /// Everybody.
    pub people: Vec<PersonRow>,
    /// Roles that can be given.
    pub roles: Vec<Choice>,
    /// Which centre, where it is asked.
    pub centre: Option<Field>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Whether this is the beginning.
    pub first: bool,
    /// The link of an invitation that was just made, and whom it is for.
    pub link: Option<(String, String)>,
    /// How many days an invitation lasts.
    pub days: i64,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `address`, `name`, `role`, `centre`.
    pub faults: Vec<FaultLine>,
}

/// Somebody with an account.
pub(crate) struct PersonRow {
    /// The account's id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they are, in words.
    pub role: String,
    /// Their centre.
    pub centre: String,
    /// Where the account stands, in words.
    pub state: String,
    /// When they signed in last.
    pub last: Option<String>,
    /// Their address.
    pub address: String,
    /// When their invitation ends, or that it did.
    pub invitation: Option<String>,
    /// Whether they sign in with codes that come by e-mail.
    pub by_letter: bool,
    /// Whether their role needs more than that, so that they have to set up their account anew.
    pub locked_out: bool,
    /// Whether the account is in use.
    pub active: bool,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// What they can be, when the reader may change it.
    pub roles: Vec<Choice>,
    /// Whether they have begun a report that the reader may read.
    pub begun: bool,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;
    use waymark_core::labels::DESK_ROLE_WHAT;

    use super::{PeoplePage, PersonRow};
    use crate::web::parts::field::{Field, FieldKind};
    use crate::web::parts::frame::{Choice, Frame};
    use crate::web::samples::common::{HOSTILE, LONG, Sample, choice, fault, s};

    fn people(frame: &Frame, faulty: bool) -> PeoplePage {
        let t = &frame.t;
        let roles = || -> Vec<Choice> {
            let hint = t.of(&DESK_ROLE_WHAT, "coordinator");
            vec![choice("coordinator", &t.say("desk-role-coordinator"), hint), choice("other", HOSTILE, String::new())]
        };
        let person = |id: &str, active: bool| PersonRow {
            id: s(id),
            name: s(HOSTILE),
            role: t.say("desk-role-coordinator"),
            centre: s(LONG),
            state: t.say("desk-account-active"),
            last: active.then(|| s("20 November 2026, 9:00am")),
            address: format!("{LONG}@example.org"),
            invitation: (!active).then(|| t.say1("desk-invitation-ends", "when", "27 November 2026, 9:00am")),
            by_letter: active,
            locked_out: active,
            active,
            may_change: true,
            roles: roles(),
            begun: active,
        };
        let centre = Field {
            name: s("centre"),
            label: t.say("desk-centre"),
            hint: t.say("desk-centre-hint"),
            kind: FieldKind::Select,
            choices: vec![choice("library", HOSTILE, String::new())],
            fault: faulty.then(|| t.say("fault-key-centre")),
            ..Field::default()
        };
        PeoplePage {
            frame: frame.clone(),
            people: if faulty { vec![] } else { vec![person("0193-aa", true), person("0193-bb", false)] },
            roles: roles(),
            centre: Some(centre),
            next: (!faulty).then(|| s("/desk/people?from=0193-bb")),
            first: faulty,
            link: (!faulty).then(|| (format!("https://waymark.example/desk/invitation/{LONG}"), s(HOSTILE))),
            days: 7,
            notice: (!faulty).then(|| s(HOSTILE)),
            faults: ["name", "address", "role", "centre"]
                .iter()
                .filter(|_| faulty)
                .map(|name| fault(name, t.say("fault-required")))
                .collect(),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-people", people(frame, false).render()), ("desk-people-faulty", people(frame, true).render())]
    }
}
