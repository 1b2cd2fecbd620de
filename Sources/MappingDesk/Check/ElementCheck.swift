import JSON
import MappingLanguage

/// Finds an `$each` that takes a list as one element, or makes all of them alike.
struct ElementCheck {
    let log: FindingLog

    func check(_ each: EachRule, at pointer: JSONPointer) {
        let read = SelectorWalk.selectors(in: each.element).map(\.selector)
        // Somebody who takes an element apart as a list means it so.
        if each.selector.isOneMember, !read.contains(where: { $0.text.hasPrefix("@[") }) {
            log.add(
                .undividedList,
                at: pointer.appending("$each"),
                "\"\(each.selector.text)\" is one value: a list would be one element.",
                advice: "Write \"\(each.selector.text)[*]\": it reads one element alone, too."
            )
        }
        // Constants alone may count the elements; what is read of the lead is the same in all of them.
        if !read.isEmpty, !read.contains(where: \.isRelative) {
            log.add(.equalElements, at: pointer.appending("$do"), "Nothing in it starts with \"@\".")
        }
    }
}
