import HTTPTypes
import Hummingbird
import JSON

extension Response {
    /// An answer with a JSON body, readable by people and programs.
    init(json: JSONValue, status: HTTPResponse.Status = .ok, contentType: String = "application/json") {
        self.init(text: json.text(pretty: true) + "\n", status: status, contentType: contentType)
    }

    /// An answer with a text body.
    init(
        text: String,
        status: HTTPResponse.Status = .ok,
        contentType: String = "text/plain; charset=utf-8"
    ) {
        self.init(
            status: status,
            headers: [.contentType: contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
