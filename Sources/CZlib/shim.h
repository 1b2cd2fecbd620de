// Inflating what senders compress; the system's library, which swift-nio-extras links, too.
#include <zlib.h>
