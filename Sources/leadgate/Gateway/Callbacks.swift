import Europace
import Feedback
import GuardedHTTP
import Leads
import Logging
import Mapping
import Moments
import Names
import SQLiteLeads

/// How senders are told of their leads: who is told, what the store has to keep for it, and the service that tells.
struct Callbacks {
    private let directory: CallbackDirectory
    private let clock: any Clock

    init(library: CurrentLibrary, clock: any Clock) {
        directory = CallbackDirectory(library: library, clock: clock)
        self.clock = clock
    }

    /// A store with these keeps what is to be told in the transaction of the change that it tells of.
    var options: StoreOptions {
        var options = StoreOptions()
        options.isTold = { [directory] in directory.isTold($0) }
        return options
    }

    /// What is wrong with the callbacks of sources, by source.
    var faults: [SourceName: [String]] { directory.faults() }

    /// The service that tells.
    func service(store: any CallbackStoring & ChangeReporting, trustRoots: String?, logger: Logger) -> FeedbackService {
        var settings = CallbackClient.Settings()
        settings.trustRoots = trustRoots
        return FeedbackService(
            store: store,
            receivers: { [directory] source throws(ReceiverFault) in try directory.receiver(of: source) },
            client: CallbackClient(settings: settings, clock: clock),
            grace: ShutdownBudget.feedback,
            logger: logger,
            clock: clock
        )
    }
}
