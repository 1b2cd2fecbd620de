import Europace
import Leads
import TargetSchemas
import Targets

/// A target of this program: what it takes (its schema, and in that its profile), where it is, and what delivers to it.
struct TargetRegistration: Sendable {
    /// What it takes, and what it is.
    let schema: TargetSchema
    /// Its address at Europace; nil for a target that is not Europace's, and so needs no identity there.
    let address: (@Sendable (EuropaceEndpoints) -> String)?
    /// What delivers to it.
    let system: @Sendable (EuropaceClients) -> any TargetSystem

    /// The target's name.
    var target: Target { schema.target }
}

/// The targets of this program, wired: the only list of them.
///
/// A new target is a profile, a schema, a system, and one line in ``shipped``. Mappings, checks, commands, delivery, the
/// operators' API and the doctor all take theirs from here.
struct TargetSet: Sendable {
    /// Each target, in the order in which they are shown.
    let registrations: [TargetRegistration]

    init(_ registrations: [TargetRegistration]) { self.registrations = registrations }

    static let shipped = TargetSet([
        TargetRegistration(schema: .kundenangaben, address: { $0.kundenangaben }, system: KundenangabenSystem.init),
        TargetRegistration(schema: .kexVorgang, address: { $0.kexImport }, system: KEXVorgangSystem.init),
        TargetRegistration(schema: .kexUpdate, address: { $0.kexUpdate }, system: KEXUpdateSystem.init),
        TargetRegistration(schema: .antragsstatus, address: { $0.antragsstatus }, system: AntragsstatusSystem.init),
        TargetRegistration(schema: .vorgaenge, address: { $0.vorgaenge }, system: VorgaengeSystem.init),
    ])

    /// What mappings may name, whoever delivers.
    var catalog: TargetCatalog { TargetCatalog(registrations.map(\.schema)) }

    /// What mappings may name, and for which of it these identities are of no use.
    func catalog(for identities: [EuropaceIdentity]) -> TargetCatalog {
        let europace = Set(registrations.filter { $0.address != nil }.map(\.target))
        return catalog.hindered { profile, name in
            guard europace.contains(profile.target) else { return nil }
            do throws(Fault) {
                _ = try identities.chosen(for: profile.target, named: name)
                return nil
            } catch { return error.message }
        }
    }

    /// Where a target is at Europace; nil for one that is not there.
    func address(of target: Target, at endpoints: EuropaceEndpoints) -> String? {
        registrations.first { $0.target == target }?.address?(endpoints)
    }
}
