//! Clients that err: the server answers, and lives on.

use serde_json::{Value, json};

use crate::client::{Client, Folder, url};
use crate::edits;

const MAIN: &str = "stack S {\n  param name: String\n  output o = name\n}\n";

fn begun() -> (Folder, Client, String) {
    let folder = Folder::new(&[("main.bat".to_owned(), MAIN.to_owned())]);
    let mut client = Client::start(&folder.cache);
    client.initialize(&folder.root, json!({}), json!({ "evaluate": false }));
    let uri = url(&folder.root.join("main.bat"));
    (folder, client, uri)
}

fn open(client: &mut Client, uri: &str, version: i64, text: &str) {
    let item = json!({ "uri": uri, "languageId": "bat", "version": version, "text": text });
    client.notify("textDocument/didOpen", json!({ "textDocument": item }));
}

/// That the server still works.
fn lives(client: &mut Client, uri: &str) {
    open(client, uri, 1_000_000, MAIN);
    client.wait_for_version(uri, 1_000_000);
    let answer = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(answer["result"][0]["name"], "S", "{answer}");
}

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {answer}"))
}

#[test]
fn what_is_no_message_is_answered() {
    let (_folder, mut client, uri) = begun();
    for bytes in [
        &b"Content-Length: 5\r\n\r\n{{{{{"[..],
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\n\xff\xfe\x00\x80",
        b"nonsense\r\n",
        b"Content-Length: twelve\r\n\r\n",
    ] {
        client.raw(bytes);
        let answer = client.answer(&Value::Null);
        assert!(matches!(code(&answer), -32700 | -32600), "{answer}");
    }
    lives(&mut client, &uri);
    assert_eq!(client.end(), Some(0));
}

#[test]
fn unknown_methods_and_wrong_params_are_refused() {
    let (_folder, mut client, uri) = begun();
    assert_eq!(code(&client.request("textDocument/noSuchThing", json!({}))), -32601);
    assert_eq!(code(&client.request("$/noSuchThing", json!({}))), -32601);
    let methods = [
        "textDocument/documentSymbol",
        "textDocument/foldingRange",
        "textDocument/selectionRange",
        "textDocument/semanticTokens/full",
        "textDocument/semanticTokens/range",
        "textDocument/documentLink",
        "textDocument/codeLens",
        "workspace/symbol",
        "workspace/executeCommand",
        "batc/template",
        "batc/stdText",
    ];
    for method in methods {
        for params in [Value::Null, json!([]), json!({}), json!({ "textDocument": 3 }), json!("x")] {
            assert_eq!(code(&client.request(method, params.clone())), -32602, "{method} {params}");
        }
    }
    for method in ["textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "x/y", "$/cancelRequest"]
    {
        for params in [Value::Null, json!([]), json!({}), json!({ "textDocument": { "uri": 1 } }), json!({ "id": {} })]
        {
            client.notify(method, params);
        }
    }
    lives(&mut client, &uri);
}

#[test]
fn texts_that_are_not_open_are_left_alone() {
    let (folder, mut client, uri) = begun();
    let other = url(&folder.root.join("nowhere/else.bat"));
    for uri in [&other, "untitled:x", "", "file:///", "http://example.com/a.bat", "\u{0}"] {
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
        let document = json!({ "uri": uri, "version": 3 });
        client
            .notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [{ "text": "" }] }));
        let answer = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
        assert_eq!(answer, json!({ "result": null }), "{uri}");
    }
    lives(&mut client, &uri);
}

#[test]
fn addresses_that_are_no_files_are_texts_of_their_own() {
    let (folder, mut client, _) = begun();
    let missing = url(&folder.root.join("not/yet/there.bat"));
    for uri in ["untitled:Untitled-1", "vscode-notebook-cell:x", &missing, "odd address"] {
        open(&mut client, uri, 1, "let a = b\n");
        client.wait_for_version(uri, 1);
        assert_eq!(client.shown[uri].1[0]["code"], "E0205", "{:?}", client.shown[uri]);
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }
    client.request("workspace/symbol", json!({ "query": "" }));
    assert!(client.shown.values().all(|(_, list)| list.as_array().is_some_and(Vec::is_empty)), "all is cleared");
}

#[test]
fn positions_that_are_not_there_are_drawn_in() {
    let (_folder, mut client, uri) = begun();
    let text = "let a = \"😀\"\r\nlet b = 1\r\n";
    open(&mut client, &uri, 1, text);
    let far = json!({ "line": 4_000_000_000u32, "character": 4_000_000_000u32 });
    let within = json!({ "line": 0, "character": 10 });
    for position in [&far, &within, &json!({ "line": 0, "character": 4_000_000_000u32 })] {
        let document = json!({ "uri": uri });
        let params = json!({ "textDocument": document, "positions": [position], "position": position });
        let answer = client.request("textDocument/selectionRange", params);
        assert!(answer["result"][0]["range"].is_object(), "{answer}");
        let backwards = json!({ "start": position, "end": { "line": 0, "character": 0 } });
        let params = json!({ "textDocument": document, "range": backwards });
        let answer = client.request("textDocument/semanticTokens/range", params);
        assert!(answer["result"]["data"].is_array(), "{answer}");
    }
    let changes = json!([{ "range": { "start": far, "end": far }, "text": "let c = 1\n" }]);
    let document = json!({ "uri": uri, "version": 2 });
    client.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    let answer = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    let names: Vec<&str> = answer["result"].as_array().unwrap().iter().filter_map(|s| s["name"].as_str()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    lives(&mut client, &uri);
}

#[test]
fn half_typed_texts_are_answered() {
    let (_folder, mut client, uri) = begun();
    let whole = include_str!("../../examples/batbern/network.bat");
    let mut version = 0;
    for end in (0..whole.len()).step_by(97).filter(|end| whole.is_char_boundary(*end)) {
        version += 1;
        open(&mut client, &uri, version, &whole[..end]);
        let document = json!({ "textDocument": { "uri": uri } });
        for method in [
            "textDocument/documentSymbol",
            "textDocument/foldingRange",
            "textDocument/semanticTokens/full",
            "textDocument/documentLink",
            "textDocument/codeLens",
        ] {
            let answer = client.request(method, document.clone());
            assert!(answer.get("result").is_some(), "{method} at {end}: {answer}");
        }
        let position = edits::position(whole, end);
        let params = json!({ "textDocument": { "uri": uri }, "positions": [position] });
        assert!(client.request("textDocument/selectionRange", params).get("result").is_some());
    }
    client.wait_for_version(&uri, version);
    lives(&mut client, &uri);
}

#[test]
fn huge_and_odd_texts_are_answered() {
    let (_folder, mut client, uri) = begun();
    let deep = format!("let a = {}{}\n", "[".repeat(50_000), "]".repeat(50_000));
    let long = format!("let a = \"{}\"\n", "x".repeat(2_000_000));
    let many = "let a = 1\n".repeat(5_000);
    let too_large = "// x\n".repeat(4_000_000);
    for (version, text) in
        [&deep, &long, &many, "\0\u{1}\u{7f}", "\u{feff}let a = 1\n", "\r\r\r", &too_large, ""].iter().enumerate()
    {
        let version = version as i64 + 1;
        open(&mut client, &uri, version, text);
        client.wait_for_version(&uri, version);
        for method in ["textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/semanticTokens/full"] {
            let answer = client.request(method, json!({ "textDocument": { "uri": uri } }));
            assert!(answer.get("result").is_some(), "{method}: {answer}");
        }
    }
    lives(&mut client, &uri);
}

#[test]
fn requests_are_taken_back_and_overtaken() {
    let (_folder, mut client, uri) = begun();
    // What makes the analysis work for a while, so that the rest waits in its queue.
    let long = (0..3_000).map(|i| format!("let a{i} = [{i}, {i}, {i}]\n")).collect::<String>();
    open(&mut client, &uri, 1, &long);
    let symbols = json!({ "textDocument": { "uri": uri } });
    let first = client.begin("textDocument/documentSymbol", symbols.clone());
    let taken_back = client.begin("textDocument/foldingRange", symbols.clone());
    client.notify("$/cancelRequest", json!({ "id": taken_back }));
    let overtaken = client.begin("textDocument/documentSymbol", symbols.clone());
    let document = json!({ "uri": uri, "version": 2 });
    client.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [{ "text": MAIN }] }));
    let last = client.begin("textDocument/documentSymbol", symbols);
    let answers: Vec<Value> = [first, taken_back, overtaken, last].map(|id| client.answer(&json!(id))).into();
    // How far the analysis was when the rest came is a matter of time; what it may say is not.
    let may_be = |answer: &Value, codes: &[i64]| match answer["error"]["code"].as_i64() {
        Some(code) => codes.contains(&code),
        None => answer["result"].is_array(),
    };
    assert!(may_be(&answers[0], &[-32801]), "{}", answers[0]);
    assert!(may_be(&answers[1], &[-32800, -32801]), "{}", answers[1]);
    assert!(may_be(&answers[2], &[-32801]), "{}", answers[2]);
    assert_eq!(answers[3]["result"][0]["name"], "S", "{}", answers[3]);
    // Taking back what was answered, or never asked, changes nothing.
    client.notify("$/cancelRequest", json!({ "id": last }));
    client.notify("$/cancelRequest", json!({ "id": "never" }));
    lives(&mut client, &uri);
}

#[test]
fn the_protocol_has_a_beginning_and_an_end() {
    let folder = Folder::new(&[]);
    let mut client = Client::start(&folder.cache);
    assert_eq!(code(&client.request("textDocument/documentSymbol", json!({}))), -32002);
    assert_eq!(code(&client.request("initialize", Value::Null)), -32602);
    client.notify("textDocument/didOpen", json!({}));
    client.initialize(&folder.root, json!({}), json!({}));
    assert_eq!(code(&client.request("initialize", json!({ "capabilities": {} }))), -32600);
    assert_eq!(client.request("shutdown", Value::Null), json!({ "result": null }));
    assert_eq!(code(&client.request("workspace/symbol", json!({ "query": "" }))), -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn leaving_without_a_word_is_a_failure() {
    let folder = Folder::new(&[]);
    let mut client = Client::start(&folder.cache);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
    let mut client = Client::start(&folder.cache);
    client.initialize(&folder.root, json!({}), json!({}));
    assert_eq!(client.exit_code(), Some(1), "the stream was closed");
}

#[test]
fn encodings_are_agreed() {
    let folder = Folder::new(&[]);
    let utf8 = json!({ "general": { "positionEncodings": ["utf-16", "utf-8"] } });
    for (capabilities, encoding) in [
        (json!({}), "utf-16"),
        (utf8, "utf-8"),
        (json!({ "general": { "positionEncodings": ["utf-32"] } }), "utf-32"),
        (json!({ "general": { "positionEncodings": ["ebcdic"] } }), "utf-16"),
        (json!({ "general": 5, "workspace": null, "textDocument": [] }), "utf-16"),
    ] {
        let mut client = Client::start(&folder.cache);
        let answer = client.initialize(&folder.root, capabilities, json!({}));
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], encoding);
        assert_eq!(client.end(), Some(0));
    }
}
