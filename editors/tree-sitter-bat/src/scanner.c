// Line ends that separate, and the text of documentation comments.
//
// The parser asks for a line's end only where a separator can stand. There it separates unless the next token that is no comment
// continues the line (`src/parse/scan/layout.rs` has the same rules) or closes a bracket. What the line before ends with needs no
// look: after an operator, a comma or an opening bracket no separator can stand.

#include "tree_sitter/parser.h"

enum TokenType { LINE_END, DOC_TEXT, ERROR_SENTINEL };

void *tree_sitter_bat_external_scanner_create(void) { return NULL; }
void tree_sitter_bat_external_scanner_destroy(void *payload) { (void)payload; }
unsigned tree_sitter_bat_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload;
  (void)buffer;
  return 0;
}
void tree_sitter_bat_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  (void)payload;
  (void)buffer;
  (void)length;
}

static bool is_space(int32_t c) { return c == ' ' || c == '\t' || c == '\r' || c == 0xFEFF; }

static bool is_name(int32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static void skip_line(TSLexer *lexer) {
  while (lexer->lookahead != '\n' && !lexer->eof(lexer)) advance(lexer);
}

// Whether the lexer is at `word`, as a whole word that is not a key (`else: 1`).
static bool at_word(TSLexer *lexer, const char *word) {
  for (; *word; word++) {
    if (lexer->lookahead != *word) return false;
    advance(lexer);
  }
  if (is_name(lexer->lookahead)) return false;
  while (lexer->lookahead == ' ') advance(lexer);
  return lexer->lookahead != ':';
}

// Whether the token at the lexer continues the line before it, or closes what is open.
static bool goes_on(TSLexer *lexer) {
  switch (lexer->lookahead) {
    case '}':
    case ')':
    case ']':
    case ',':
      return true;
    case '.': // `.name`, but not `...xs`
      advance(lexer);
      return lexer->lookahead != '.';
    case '?': // `?.name` and `??`
      advance(lexer);
      return lexer->lookahead == '.' || lexer->lookahead == '?';
    case '|': // a union over several lines; `||` does not begin a line
      advance(lexer);
      return lexer->lookahead != '|';
    case 't':
      return at_word(lexer, "then");
    case 'e':
      return at_word(lexer, "else");
    default:
      return lexer->eof(lexer);
  }
}

// A line's end, if the next token, over white space, empty lines and comments, does not continue the line.
static bool line_end(TSLexer *lexer) {
  // Only documentation takes the line's end with it; after that the token is empty.
  bool taken = lexer->get_column(lexer) == 0;
  if (!taken) {
    while (is_space(lexer->lookahead)) lexer->advance(lexer, true);
    if (lexer->lookahead != '\n') return false;
    advance(lexer);
  }
  lexer->mark_end(lexer);
  lexer->result_symbol = LINE_END;
  for (;;) {
    while (is_space(lexer->lookahead) || lexer->lookahead == '\n') advance(lexer);
    if (lexer->lookahead != '/') return !goes_on(lexer);
    advance(lexer);
    if (lexer->lookahead != '/') return true;
    skip_line(lexer);
  }
}

bool tree_sitter_bat_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
  (void)payload;
  bool recovers = valid_symbols[ERROR_SENTINEL];
  if (valid_symbols[DOC_TEXT] && !recovers) {
    // With its line's end, so that the texts of several lines are lines of one Markdown document.
    skip_line(lexer);
    if (lexer->lookahead == '\n') advance(lexer);
    lexer->mark_end(lexer);
    lexer->result_symbol = DOC_TEXT;
    return true;
  }
  return valid_symbols[LINE_END] && line_end(lexer);
}
