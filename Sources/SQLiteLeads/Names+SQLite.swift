import GRDB
import Names

/// Names stand in the file as their text.
extension SourceName: DatabaseValueConvertible {}
extension MappingHash: DatabaseValueConvertible {}
