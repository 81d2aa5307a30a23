/**
 * The grammar of `.bat` for editors.
 *
 * `grammar/bat.pest` with the rules about lines in `src/parse/scan` is the truth; this one accepts all that batc accepts, and a
 * little more, because an editor has to show half-written files. What separates (a line's end) comes from src/scanner.c, which
 * is asked only where a separator can stand: after an operator, a comma or an opening bracket a line goes on without it.
 *
 * Keywords are contextual: a word is one only where a keyword can stand, and wherever a name can stand as well
 * (`{ if: 1 }`), the rule `_key` names the words that would otherwise be taken.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

const PREC = {
  conditional: 1,
  or: 2,
  and: 3,
  compare: 4,
  merge: 5,
  coalesce: 6,
  add: 7,
  multiply: 8,
  unary: 9,
  postfix: 10,
};

/** Entries with `separator` between them. */
const separated = (separator, rule) => seq(rule, repeat(seq(separator, rule)));

/** Entries in brackets, separated by commas or lines' ends, with an optional comma at the end. */
const entries = ($, open, rule, close) =>
  seq(open, optional(seq(separated(choice(',', $._line_end), rule), optional(','))), close);

/** A keyword's field: `name: ident`. */
const name = $ => field('name', $.identifier);

module.exports = grammar({
  name: 'bat',

  extras: $ => [/[ \t\r\n\uFEFF]/, $.comment, $.doc_comment],

  externals: $ => [
    // A line's end that separates.
    $._line_end,
    // The rest of a line after `///`; may be empty.
    $.doc_text,
    // Never valid: tells the scanner that the parser is recovering from an error.
    $._error_sentinel,
  ],

  word: $ => $.identifier,

  supertypes: $ => [$.declaration, $.statement, $.expression, $.type],

  conflicts: _ => [],

  rules: {
    source_file: $ => optional(separated($._line_end, $._item)),

    // Decorators may stand on lines of their own, or before what they are of.
    _item: $ => choice(seq(repeat($.decorator), $.declaration), repeat1($.decorator)),

    // ---- Declarations ----

    declaration: $ =>
      choice(
        $.use_declaration,
        $.let_declaration,
        $.type_declaration,
        $.function_declaration,
        $.construct_declaration,
        $.stack_declaration,
        $.app_declaration,
        $.environment_declaration,
        $.resource_type_declaration,
        $.rule_declaration,
        $.test_declaration,
      ),

    use_declaration: $ =>
      seq(
        'use',
        field('source', choice($._string, alias($._path, $.path))),
        optional(choice(seq('.', $.import_list), seq('as', field('alias', $.identifier)))),
      ),
    import_list: $ => entries($, '{', $.import, '}'),
    import: $ => seq(name($), optional(seq('as', field('alias', $.identifier)))),

    type_declaration: $ => seq('type', name($), '=', field('type', $.type)),

    function_declaration: $ =>
      seq('fn', name($), field('parameters', $.parameters), ':', field('result', $.type), '=', field('body', $.expression)),
    parameters: $ => entries($, '(', $.function_parameter, ')'),
    function_parameter: $ => seq(name($), ':', field('type', $.type), optional($._default)),

    construct_declaration: $ => seq('construct', name($), field('body', $.block)),
    stack_declaration: $ => seq('stack', name($), field('body', $.block)),
    app_declaration: $ => seq('app', name($), field('body', $.block)),

    environment_declaration: $ =>
      seq(
        optional('abstract'),
        'env',
        name($),
        choice(seq('=', field('app', alias($._path, $.path))), seq('extends', field('base', alias($._path, $.path)))),
        field('body', $.environment_body),
      ),
    environment_body: $ => entries($, '{', choice($.override, $._record_entry), '}'),
    override: $ => seq('override', field('path', separated('.', $.segment)), field('body', $.record)),
    segment: $ => prec.right(seq(name($), repeat($.key))),

    resource_type_declaration: $ =>
      seq('resource', 'type', field('name', alias($._path, $.path)), field('body', $.resource_type_body)),
    resource_type_body: $ => entries($, '{', $.section, '}'),
    section: $ => seq(name($), field('fields', $.record_type)),

    rule_declaration: $ =>
      seq(
        'rule',
        field('name', $._string),
        'for',
        optional('|'),
        separated('|', field('type', alias($._path, $.path))),
        'as',
        field('variable', $.identifier),
        field('body', $.block),
      ),

    test_declaration: $ =>
      seq(
        'test',
        field('name', $._string),
        choice(
          seq('for', separated(',', field('environment', alias($._path, $.path))), field('body', $.block)),
          seq('expects', field('code', $.identifier), field('body', $.expected_source)),
        ),
      ),
    expected_source: $ => seq('{', optional(separated($._line_end, $._item)), '}'),

    // ---- Statements ----

    block: $ => seq('{', optional(separated($._line_end, $._statement_line)), '}'),
    _statement_line: $ => choice(seq(repeat($.decorator), $.statement), repeat1($.decorator)),

    statement: $ =>
      choice(
        $.param_statement,
        $.let_declaration,
        $.resource_statement,
        $.stack_statement,
        $.existing_statement,
        $.parameter_statement,
        $.output_statement,
        $.if_statement,
        $.for_statement,
        $.assert_statement,
        $.tags_statement,
        $.settings_statement,
        $.transform_statement,
        $.fragment_statement,
      ),

    decorator: $ => seq('@', name($), optional(field('arguments', $.arguments))),

    param_statement: $ => seq('param', name($), ':', field('type', $.type), optional($._default)),
    let_declaration: $ =>
      seq('let', name($), optional(seq(':', field('type', $.type))), '=', field('value', $.expression)),

    resource_statement: $ => seq('resource', $._instance),
    stack_statement: $ => seq('stack', $._instance),
    existing_statement: $ => seq('existing', $._instance),
    _instance: $ =>
      seq(name($), repeat($.key), '=', field('type', alias($._path, $.path)), optional(field('body', $.record))),
    key: $ => seq('[', $.expression, ']'),

    parameter_statement: $ =>
      seq('parameter', name($), ':', field('type', $.type), optional(field('body', $.record))),
    output_statement: $ =>
      seq('output', name($), optional(seq(':', field('type', $.type))), optional($._default)),

    if_statement: $ =>
      seq(
        'if',
        field('condition', $.expression),
        field('consequence', $.block),
        optional(seq('else', field('alternative', choice($.if_statement, $.block)))),
      ),
    for_statement: $ => seq($._for_head, field('body', $.block)),
    _for_head: $ =>
      seq(
        'for',
        separated(',', field('variable', $.identifier)),
        'in',
        field('iterated', $.expression),
        optional(seq('if', field('filter', $.expression))),
      ),

    assert_statement: $ =>
      seq('assert', field('condition', $.expression), optional(seq(',', field('message', $.expression)))),
    tags_statement: $ => seq('tags', field('body', $.record)),
    settings_statement: $ => seq('settings', field('body', $.record)),
    transform_statement: $ => seq('transform', field('name', $.expression), optional(field('body', $.record))),
    fragment_statement: $ => seq('fragment', field('path', $._string), '=', field('value', $.expression)),

    _default: $ => seq('=', field('default', $.expression)),

    // ---- Expressions ----

    expression: $ =>
      choice(
        $.identifier,
        $.qualified_name,
        $._literal,
        $._string,
        $.list,
        $.list_comprehension,
        $.record,
        $.map_comprehension,
        $.parenthesized_expression,
        $.unary_expression,
        $.binary_expression,
        $.member_expression,
        $.index_expression,
        $.call_expression,
        $.conditional_expression,
        $.match_expression,
      ),

    _literal: $ => choice($.integer, $.float, $.duration, $.size, $.boolean, $.null),
    boolean: _ => choice('true', 'false'),
    null: _ => 'null',

    parenthesized_expression: $ => seq('(', $.expression, ')'),

    unary_expression: $ =>
      prec(PREC.unary, seq(field('operator', choice('!', '-')), field('operand', $.expression))),

    binary_expression: $ => {
      const level = (side, precedence, ...operators) =>
        side(
          precedence,
          seq(
            field('left', $.expression),
            field('operator', operators.length > 1 ? choice(...operators) : operators[0]),
            field('right', $.expression),
          ),
        );
      return choice(
        level(prec.left, PREC.or, '||'),
        level(prec.left, PREC.and, '&&'),
        level(prec.left, PREC.compare, '==', '!=', '<', '<=', '>', '>='),
        level(prec.left, PREC.merge, '&'),
        level(prec.right, PREC.coalesce, '??'),
        level(prec.left, PREC.add, '+', '-'),
        level(prec.left, PREC.multiply, '*', '/', '%'),
      );
    },

    member_expression: $ =>
      prec(PREC.postfix, seq(field('object', $.expression), choice('.', '?.'), field('member', $.identifier))),
    index_expression: $ =>
      prec(PREC.postfix, seq(field('object', $.expression), '[', field('index', $.expression), ']')),
    call_expression: $ =>
      prec(PREC.postfix, seq(field('function', $.expression), field('arguments', $.arguments))),
    arguments: $ => entries($, '(', choice($.named_argument, $.expression), ')'),
    named_argument: $ => seq(field('name', $._key), ':', field('value', $.expression)),

    conditional_expression: $ =>
      prec.right(PREC.conditional, seq('if', field('condition', $.expression), $._branches)),
    _branches: $ =>
      prec.right(
        PREC.conditional,
        seq('then', field('consequence', $.expression), 'else', field('alternative', $.expression)),
      ),

    match_expression: $ => seq('match', field('value', $.expression), field('body', $.match_body)),
    match_body: $ => entries($, '{', $.match_arm, '}'),
    match_arm: $ =>
      seq(
        separated('|', field('pattern', $._pattern)),
        optional(seq('as', field('binding', $.identifier))),
        '=>',
        field('value', $.expression),
      ),
    _pattern: $ => choice($._literal, $.negative_number, $._string, alias($._path, $.path), $.record_pattern),
    record_pattern: $ => entries($, '{', $.field_pattern, '}'),
    field_pattern: $ => seq(field('name', $._key), optional(seq(':', field('pattern', $._pattern)))),

    list: $ => entries($, '[', $._element, ']'),
    _element: $ => choice($.expression, $.conditional_element, $.spread),
    conditional_element: $ =>
      seq('if', field('condition', $.expression), ':', field('element', $._element)),
    spread: $ => seq('...', $.expression),

    list_comprehension: $ => seq('[', $._for_head, ':', field('element', $.expression), ']'),

    record: $ => entries($, '{', $._record_entry, '}'),
    _record_entry: $ => choice($.pair, $.conditional_field, $.spread, $.shorthand),
    pair: $ => seq(field('key', choice($._key, $._string, $.computed_key)), ':', field('value', $.expression)),
    computed_key: $ => seq('[', $.expression, ']'),
    conditional_field: $ =>
      seq('if', field('condition', $.expression), ':', field('field', $._record_entry)),
    shorthand: $ => $.identifier,
    // Words that are keywords where a key can stand.
    _key: $ => choice($.identifier, alias(choice('if', 'for', 'match', 'true', 'false', 'null', 'override'), $.identifier)),

    map_comprehension: $ =>
      seq('{', $._for_head, ':', field('key', $.expression), '=>', field('value', $.expression), '}'),

    // ---- Types ----

    type: $ => choice($.union_type, $._type_part),
    union_type: $ => choice(seq('|', separated('|', $._type_part)), seq($._type_part, repeat1(seq('|', $._type_part)))),
    _type_part: $ => choice($._type_atom, $.optional_type, $.known_type),
    optional_type: $ => prec(2, seq($._type_part, '?')),
    known_type: $ => prec(1, seq('known', $._type_part)),
    // A type that is called so.
    _known: $ => alias('known', $.identifier),
    _type_atom: $ =>
      choice(
        alias($._path, $.path),
        alias($._known, $.path),
        $.generic_type,
        $.refined_type,
        $._string,
        $.integer,
        $.float,
        $.duration,
        $.size,
        $.negative_number,
        $.list_type,
        $.record_type,
        $.parenthesized_type,
      ),
    generic_type: $ => seq(field('name', alias($._path, $.path)), '<', separated(',', $.type), '>'),
    refined_type: $ => seq(field('name', alias($._path, $.path)), $.refinements),
    refinements: $ => seq('(', separated(',', choice($.regex, $.range)), optional(','), ')'),
    range: $ =>
      seq(
        optional(field('start', $._bound)),
        field('operator', choice('..', '..=', '..<')),
        optional(field('end', $._bound)),
      ),
    _bound: $ => choice($.integer, $.float, $.duration, $.size, $.negative_number),
    list_type: $ => seq('[', $.type, ']'),
    parenthesized_type: $ => seq('(', $.type, ')'),
    record_type: $ => entries($, '{', $.field_type, '}'),
    field_type: $ =>
      seq(field('name', choice($.identifier, $._string)), optional('?'), ':', field('type', $.type), optional($._default)),

    // `/…/` is a pattern only here; a `/` in an expression divides.
    regex: $ => seq('/', $.regex_pattern, token.immediate('/')),
    regex_pattern: _ => token.immediate(prec(1, /([^\/\\\r\n]|\\[^\r\n])+/)),

    // ---- Strings ----

    _string: $ => choice($.string, $.multiline_string, $.raw_string),

    string: $ =>
      seq(
        '"',
        repeat(choice(alias($._text, $.string_content), $.escape_sequence, $.interpolation, alias(token.immediate('$'), $.string_content))),
        token.immediate('"'),
      ),
    multiline_string: $ =>
      seq(
        '"""',
        repeat(
          choice(
            alias($._lines, $.string_content),
            $.escape_sequence,
            $.interpolation,
            alias(token.immediate('$'), $.string_content),
            alias(token.immediate('"'), $.string_content),
          ),
        ),
        token.immediate('"""'),
      ),
    _text: _ => token.immediate(prec(1, /[^"\\$\r\n]+/)),
    _lines: _ => token.immediate(prec(1, /[^"\\$]+/)),
    escape_sequence: _ => token.immediate(prec(1, /\\(u\{[0-9A-Fa-f]*\}|[^\r\n]|\r?\n)/)),
    interpolation: $ => seq(token.immediate('${'), $.expression, '}'),

    // Without escapes or `${…}`; ends at a quote with as many `#` as it began with.
    raw_string: _ =>
      token(
        choice(
          /r"[^"\r\n]*"/,
          /r#"([^"]|"+[^"#])*"+#/,
          /r##"([^"]|"("|#")*([^"#]|#[^"#]))*"("|#")*##/,
        ),
      ),

    // ---- Tokens ----

    identifier: _ => /[A-Za-z_][A-Za-z0-9_]*/,
    // A resource type of AWS or of the project.
    qualified_name: _ => /[A-Za-z_][A-Za-z0-9_]*(::[A-Za-z0-9_]+)+/,
    _path: $ => choice($.identifier, $.qualified_name, seq($._path, '.', $.identifier)),

    integer: _ => /[0-9][0-9_]*/,
    float: _ => /[0-9][0-9_]*\.[0-9][0-9_]*([eE][0-9]+)?/,
    duration: _ => /[0-9][0-9_]*(\.[0-9]+)?(ms|s|min|h|d)/,
    size: _ => /[0-9][0-9_]*(\.[0-9]+)?(B|KiB|MiB|GiB|TiB)/,
    negative_number: $ => seq('-', choice($.integer, $.float, $.duration, $.size)),

    comment: _ => token(choice(/\/\/([^\/\r\n][^\r\n]*)?/, /\/\/\/\/[^\r\n]*/)),
    doc_comment: $ => seq('///', $.doc_text),
  },
});
