import Synchronization

/// The library in force. Everybody who maps asks here each time, so that a changed file takes effect at once and a lead
/// sees one library from start to end.
package final class CurrentLibrary: Sendable {
    private let library: Mutex<MappingLibrary>

    package init(_ library: MappingLibrary) {
        self.library = Mutex(library)
    }

    package var value: MappingLibrary {
        get { library.withLock { $0 } }
        set { library.withLock { $0 = newValue } }
    }
}
