import ArgumentParser

/// `leadgate leads`: look at leads of a running gateway, find out why some stand aside, and move them on.
struct LeadsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leads",
        abstract:
            "List, show, preview, edit, release, replay, discard, resolve and erase the leads of a running gateway.",
        subcommands: [
            ListLeads.self, ShowLead.self, CausesOfLeads.self, PreviewLead.self, EditLead.self, ReplayLeads.self,
            ReleaseLeads.self,
            DiscardLeads.self, ResolveLead.self, EraseLead.self,
        ]
    )
}
