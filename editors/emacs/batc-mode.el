;;; batc-mode.el --- Major modes for .bat, the language of batc -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages, tools

;;; Commentary:

;; `batc-ts-mode' highlights by the tree-sitter grammar `bat', from Emacs 29 on; `batc-mode' needs nothing.  A `.bat' file is
;; batc's when a `batc.toml' stands in a folder above it, or when it begins as a source does; others stay batch files.
;; Eglot finds the server, `batc lsp', by itself.

;;; Code:

(require 'seq)
(require 'treesit nil t) ; From Emacs 29 on.
(eval-when-compile (require 'rx))

(declare-function treesit-font-lock-rules "treesit")
(declare-function treesit-major-mode-setup "treesit")
(declare-function treesit-node-text "treesit.c")
(declare-function treesit-node-child-by-field-name "treesit.c")
(declare-function treesit-parser-create "treesit.c")
(declare-function treesit-ready-p "treesit")
(defvar eglot-server-programs)
(defvar treesit-font-lock-feature-list)
(defvar treesit-font-lock-settings)
(defvar treesit-simple-imenu-settings)
(defvar treesit-simple-indent-rules)
(defvar treesit-defun-type-regexp)
(defvar treesit-defun-name-function)

(defgroup batc nil
  "The language of batc."
  :group 'languages)

(defcustom batc-command "batc"
  "The program whose `lsp' command serves Eglot."
  :type 'string)

(defcustom batc-indent-offset 2
  "How many columns a line is further in than what it stands in."
  :type 'natnum
  :safe #'natnump)

;; ---- Words ----

(defconst batc--keywords
  '("abstract" "app" "as" "assert" "construct" "else" "env" "existing" "expects" "extends" "fn" "for" "fragment" "if" "in"
    "known" "let" "match" "output" "override" "param" "parameter" "resource" "rule" "settings" "stack" "tags" "test" "then"
    "transform" "type" "use")
  "Words that are keywords where a keyword can stand.")

(defconst batc--constants
  '("false" "null" "true")
  "Values that are written as words.")

(defconst batc--types
  '("AccountId" "Arn" "Bool" "Cidr" "DomainName" "Duration" "Email" "Float" "Int" "IpAddress" "Json" "Map" "Partial" "Path"
    "Region" "Secret" "Size" "String")
  "The built-in types.")

(defconst batc--functions
  '("all" "any" "asset" "base64" "ceil" "cidr_contains" "cidr_host" "cidr_prefix" "concat" "contains" "count" "ends_with"
    "entries" "file" "files" "flatten" "float" "floor" "hash" "int" "join" "json" "keys" "known" "length" "like" "lower"
    "matches" "max" "merge" "metric" "min" "only" "parse_json" "range" "replace" "resources" "reveal" "reverse" "round" "secret"
    "select" "sha256" "sort" "split" "ssm" "ssm_secure" "stacks" "starts_with" "statements" "string" "subnet" "substring" "sum"
    "title" "trim" "unchecked" "unique" "upper" "values" "zip" "zones")
  "The built-in functions.")

(defconst batc--variables
  '("aws" "env" "stack")
  "Names that are there without a declaration.")

;; ---- Without a tree ----

(defconst batc--statements
  (seq-difference batc--keywords '("as" "else" "expects" "extends" "for" "if" "in" "known" "match" "then"))
  "The keywords that begin a line.")

(defconst batc--font-lock-keywords
  `((,(rx "///" (* nonl)) 0 'font-lock-doc-face t)
    ;; A word that begins a line and is followed by another, or by what opens a body; not a key or a shorthand.
    (,(rx-to-string
       `(seq (or bol "{") (* (any " \t")) (? "@" (+ (any "a-z_")) (? "(" (* (not (any ")\n"))) ")") (+ " "))
             (group (or ,@batc--statements)) (or (seq (+ " ") (any "A-Za-z_\"{@")) (seq (* " ") "{"))))
     1 'font-lock-keyword-face)
    (,(rx (or "abstract" "resource") (+ " ") (group (or "env" "type") symbol-end)) 1 'font-lock-keyword-face)
    (,(rx-to-string
       '(seq symbol-start (group (or "as" "else" "expects" "extends" "for" "if" "in" "match" "then")) symbol-end (* " ")
             (not (any ":,)" "\n" "."))))
     1 'font-lock-keyword-face)
    (,(rx symbol-start (group "known") (+ " ") (any "A-Za-z[{(\"")) 1 'font-lock-keyword-face)
    (,(rx symbol-start (group "else") (* " ") eol) 1 'font-lock-keyword-face)
    (,(rx (group "@" (+ (any "a-z_")))) 1 'font-lock-preprocessor-face)
    (,(rx symbol-start (or "construct" "stack" "app" "type") (+ " ") (group (any "A-Z") (* (any "A-Za-z0-9_"))))
     1 'font-lock-type-face)
    (,(rx symbol-start "fn" (+ " ") (group (+ (any "A-Za-z0-9_")))) 1 'font-lock-function-name-face)
    (,(rx symbol-start (or "let" "param" "parameter" "resource" "existing" "output" "stack" "env") (+ " ")
          (group (any "a-z_") (* (any "A-Za-z0-9_"))))
     1 'font-lock-variable-name-face)
    (,(rx-to-string `(seq symbol-start (group (or ,@batc--functions)) (* " ") "(")) 1 'font-lock-builtin-face)
    (,(rx-to-string `(seq symbol-start (or ,@batc--types) symbol-end)) 0 'font-lock-type-face)
    (,(rx symbol-start (any "A-Za-z_") (* (any "A-Za-z0-9_")) (+ "::" (+ (any "A-Za-z0-9_")))) 0 'font-lock-type-face)
    (,(rx-to-string `(seq symbol-start (group (or ,@batc--constants)) symbol-end (* " ") (not (any ":"))))
     1 'font-lock-constant-face)
    (,(rx-to-string `(seq symbol-start (group (or ,@batc--constants)) eol)) 1 'font-lock-constant-face)
    (,(rx-to-string `(seq symbol-start (group (or ,@batc--variables)) ".")) 1 'font-lock-builtin-face)
    (,(rx (group symbol-start (any "A-Za-z_") (* (any "A-Za-z0-9_"))) (? "?") (* " ") ":" (not (any ":")))
     1 'font-lock-variable-name-face))
  "Font-lock rules of `batc-mode'.")

(defvar batc--base-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "." table) ; Strings have their ends by `batc--syntax-propertize'.
    (modify-syntax-entry ?\\ "." table)
    (modify-syntax-entry ?< "." table)
    (modify-syntax-entry ?> "." table)
    (dolist (operator '(?+ ?- ?* ?% ?= ?! ?& ?| ?? ?$ ?@))
      (modify-syntax-entry operator "." table))
    table)
  "Syntax of .bat files.")

(defun batc--skip-interpolation (end)
  "Go behind the `}' of the `${' before point, at most to END."
  (let ((depth 0) (inside t))
    (while (and inside (re-search-forward "[{}\"\n]" end 'move))
      (pcase (char-before)
        (?\{ (setq depth (1+ depth)))
        (?\} (if (zerop depth) (setq inside nil) (setq depth (1- depth))))
        (?\" (batc--skip-string end))
        (_ (backward-char) (setq inside nil))))))

(defun batc--skip-string (end)
  "Go behind the string whose first quote is before point, at most to END.
Nil when it does not end."
  (let* ((multi (looking-at-p "\"\""))
         (stop (if multi "\\\\\\|\\${\\|\"\"\"" "\\\\\\|\\${\\|\"\\|\n"))
         (found 'open))
    (when multi (forward-char 2))
    (while (and (eq found 'open) (re-search-forward stop end 'move))
      (pcase (char-before)
        (?\\ (unless (eobp) (forward-char)))
        (?\{ (batc--skip-interpolation end))
        (?\n (backward-char) (setq found nil))
        (_ (setq found t))))
    (eq found t)))

(defun batc--syntax-propertize (start end)
  "Mark where strings and regular expressions begin and end between START and END."
  (goto-char start)
  (let ((in-string (nth 8 (syntax-ppss))))
    ;; Go on from the beginning of a string that was not complete.
    (when (and in-string (nth 3 (syntax-ppss)))
      (goto-char in-string)))
  (let ((limit (point-max)))
    (while (and (< (point) end)
                (re-search-forward (rx (or "//" (seq symbol-start "r" (group (** 0 2 "#")) "\"") (seq "(" (group "/") (not (any "/")))
                                           "\""))
                                   end t))
      (let ((begin (match-beginning 0)))
        (cond
         ((eq (char-after begin) ?/) (end-of-line))
         ((match-beginning 2)
          (let ((slash (match-beginning 2)))
            (goto-char (1+ slash))
            (if (re-search-forward (rx (* (or (not (any "/\\\n")) (seq "\\" nonl))) "/") (line-end-position) t)
                (batc--fence slash (point))
              (goto-char (1+ slash)))))
         ((match-beginning 1)
          (let ((hashes (match-string 1)))
            ;; Without `#' it ends on its line.
            (if (search-forward (concat "\"" hashes) (if (equal hashes "") (line-end-position) limit) t)
                (batc--fence begin (point))
              (end-of-line))))
         (t
          (batc--skip-string limit)
          (batc--fence begin (point))))))))

(defun batc--fence (start end)
  "Make a string of what is between START and END."
  (when (> end (1+ start))
    (put-text-property start (1+ start) 'syntax-table '(15))
    (put-text-property (1- end) end 'syntax-table '(15))))

(defun batc--indent-line ()
  "Indent the line by the bracket that it stands in."
  (let* ((back (- (point-max) (point)))
         (state (save-excursion (syntax-ppss (line-beginning-position))))
         (open (nth 1 state)))
    (if (nth 3 state)
        'noindent
      (let ((column (if (not open) 0
                      (save-excursion
                        (goto-char open)
                        (+ (current-indentation) batc-indent-offset)))))
        (back-to-indentation)
        (when (looking-at-p "[]})]")
          (setq column (max 0 (- column batc-indent-offset))))
        (indent-line-to column)
        (when (> (- (point-max) back) (point))
          (goto-char (- (point-max) back)))))))

(defconst batc--imenu
  `(("Stack" ,(rx bol "stack" (+ " ") (group (any "A-Z") (* (any "A-Za-z0-9_")))) 1)
    ("App" ,(rx bol "app" (+ " ") (group (any "A-Z") (* (any "A-Za-z0-9_")))) 1)
    ("Construct" ,(rx bol "construct" (+ " ") (group (any "A-Z") (* (any "A-Za-z0-9_")))) 1)
    ("Environment" ,(rx bol (? "abstract" (+ " ")) "env" (+ " ") (group (+ (any "A-Za-z0-9_")))) 1)
    ("Type" ,(rx bol "type" (+ " ") (group (+ (any "A-Za-z0-9_")))) 1)
    ("Function" ,(rx bol "fn" (+ " ") (group (+ (any "A-Za-z0-9_")))) 1))
  "What `imenu' lists in `batc-mode'.")

(define-derived-mode batc--base-mode prog-mode "batc"
  "What the modes of batc have in common."
  :abbrev-table nil
  (setq-local comment-start "// ")
  (setq-local comment-end "")
  (setq-local comment-start-skip (rx "//" (* "/") (* (any " \t"))))
  (setq-local indent-tabs-mode nil)
  (setq-local electric-indent-chars (append "{}[]()" electric-indent-chars))
  (setq-local parse-sexp-lookup-properties t)
  (setq-local syntax-propertize-function #'batc--syntax-propertize)
  (setq-local indent-line-function #'batc--indent-line))

;;;###autoload
(define-derived-mode batc-mode batc--base-mode "batc"
  "Major mode for .bat, the language of batc."
  (setq-local font-lock-defaults '(batc--font-lock-keywords))
  (setq-local imenu-generic-expression batc--imenu))

;; ---- By the tree ----

(defun batc--rules ()
  "Font-lock rules of `batc-ts-mode'."
  (treesit-font-lock-rules
   :language 'bat
   :feature 'comment
   '((comment) @font-lock-comment-face
     (doc_comment) @font-lock-doc-face)

   :language 'bat
   :feature 'string
   '([(string) (multiline_string) (raw_string)] @font-lock-string-face
     (regex) @font-lock-regexp-face)

   :language 'bat
   :feature 'escape-sequence
   :override t
   '((escape_sequence) @font-lock-escape-face
     (interpolation ["${" "}"] @font-lock-misc-punctuation-face))

   :language 'bat
   :feature 'keyword
   `([,@batc--keywords] @font-lock-keyword-face
     (section name: (identifier) @font-lock-keyword-face))

   :language 'bat
   :feature 'decorator
   '((decorator "@" @font-lock-preprocessor-face name: (identifier) @font-lock-preprocessor-face))

   :language 'bat
   :feature 'constant
   '([(boolean) (null)] @font-lock-constant-face)

   :language 'bat
   :feature 'number
   '([(integer) (float) (duration) (size)] @font-lock-number-face)

   :language 'bat
   :feature 'definition
   '((type_declaration name: (identifier) @font-lock-type-face)
     (construct_declaration name: (identifier) @font-lock-type-face)
     (stack_declaration name: (identifier) @font-lock-type-face)
     (app_declaration name: (identifier) @font-lock-type-face)
     (environment_declaration name: (identifier) @font-lock-constant-face)
     (function_declaration name: (identifier) @font-lock-function-name-face)
     (let_declaration name: (identifier) @font-lock-variable-name-face)
     (param_statement name: (identifier) @font-lock-variable-name-face)
     (parameter_statement name: (identifier) @font-lock-variable-name-face)
     (function_parameter name: (identifier) @font-lock-variable-name-face)
     (resource_statement name: (identifier) @font-lock-variable-name-face)
     (existing_statement name: (identifier) @font-lock-variable-name-face)
     (stack_statement name: (identifier) @font-lock-variable-name-face)
     (output_statement name: (identifier) @font-lock-variable-name-face))

   :language 'bat
   :feature 'property
   '((pair key: (identifier) @font-lock-property-name-face)
     (pair key: (string) @font-lock-property-name-face)
     (shorthand (identifier) @font-lock-property-name-face)
     (field_type name: (identifier) @font-lock-property-name-face)
     (field_pattern name: (identifier) @font-lock-property-name-face)
     (named_argument name: (identifier) @font-lock-property-name-face)
     (member_expression member: (identifier) @font-lock-property-use-face))

   :language 'bat
   :feature 'builtin
   :override t
   `(((call_expression function: (identifier) @font-lock-builtin-face)
      (:match ,(rx-to-string `(seq bos (or ,@batc--functions) eos)) @font-lock-builtin-face))
     ((member_expression object: (identifier) @font-lock-builtin-face)
      (:match ,(rx-to-string `(seq bos (or ,@batc--variables) eos)) @font-lock-builtin-face)))

   :language 'bat
   :feature 'function
   '((call_expression function: (identifier) @font-lock-function-call-face)
     (call_expression function: (member_expression member: (identifier) @font-lock-function-call-face)))

   :language 'bat
   :feature 'type
   '((path (identifier) @font-lock-type-face)
     (qualified_name) @font-lock-type-face
     (import name: (identifier) @font-lock-type-face))

   :language 'bat
   :feature 'operator
   '(["=" "=>" "!" "+" "-" "*" "/" "%" "==" "!=" "<" "<=" ">" ">=" "&&" "||" "??" "&" "|" "?" "..." ".." "..=" "..<"]
     @font-lock-operator-face)

   :language 'bat
   :feature 'bracket
   '(["{" "}" "[" "]" "(" ")"] @font-lock-bracket-face)

   :language 'bat
   :feature 'delimiter
   '(["," ":" "." "?."] @font-lock-delimiter-face)))

(defconst batc--indent-rules
  `((bat
     ((parent-is "source_file") column-0 0)
     ((node-is "[]})]") parent-bol 0)
     ((parent-is "string\\|string_content\\|raw_string") no-indent)
     ((parent-is
       ,(rx bos
           (or "block" "environment_body" "resource_type_body" "expected_source" "record" "record_type" "record_pattern"
               "list" "list_comprehension" "list_type" "map_comprehension" "match_body" "arguments" "parameters"
               "import_list" "parenthesized_expression")
           eos))
      parent-bol batc-indent-offset)
     (catch-all parent-bol batc-indent-offset)))
  "Indentation of `batc-ts-mode'.")

(defun batc--defun-name (node)
  "The name of the declaration NODE."
  (let ((name (treesit-node-child-by-field-name node "name")))
    (and name (treesit-node-text name t))))

;;;###autoload
(define-derived-mode batc-ts-mode batc--base-mode "batc"
  "Major mode for .bat, the language of batc, by its tree."
  (unless (and (fboundp 'treesit-ready-p) (treesit-ready-p 'bat))
    (error "The tree-sitter grammar `bat' is not installed"))
  (treesit-parser-create 'bat)
  (setq-local treesit-font-lock-settings (batc--rules))
  (setq-local treesit-font-lock-feature-list
              '((comment definition) (keyword string) (constant number type property decorator builtin escape-sequence)
                (function operator bracket delimiter)))
  (setq-local treesit-simple-indent-rules batc--indent-rules)
  (setq-local treesit-defun-type-regexp
              (rx bos (or "construct" "stack" "app" "environment" "function" "type" "rule" "test" "resource_type") "_declaration" eos))
  (setq-local treesit-defun-name-function #'batc--defun-name)
  (setq-local treesit-simple-imenu-settings
              '(("Stack" "\\`stack_declaration\\'" nil nil)
                ("App" "\\`app_declaration\\'" nil nil)
                ("Construct" "\\`construct_declaration\\'" nil nil)
                ("Environment" "\\`environment_declaration\\'" nil nil)
                ("Type" "\\`type_declaration\\'" nil nil)
                ("Function" "\\`function_declaration\\'" nil nil)))
  (treesit-major-mode-setup))

;; ---- Which files ----

(defconst batc--beginning
  (rx bol
      (or (seq "use" (+ " ") (or "\"" (seq (any "a-z_") (* (any "A-Za-z0-9_")) (or eol (any " .")))))
          (seq "let" (+ " ") (any "a-z_") (* (any "A-Za-z0-9_")) (* " ") (any ":="))
          (seq "type" (+ " ") (any "A-Z") (* (any "A-Za-z0-9_")) (* " ") "=")
          (seq "fn" (+ " ") (any "a-z_") (* (any "A-Za-z0-9_")) (* " ") "(")
          (seq (or "construct" "stack" "app") (+ " ") (any "A-Z"))
          (seq (or "env" (seq "abstract" (+ " ") "env")) (+ " ") (any "a-z_"))
          (seq "resource" (+ " ") "type" " ")
          (seq (or "rule" "test") (+ " ") "\"")))
  "How a source begins, after comments and decorators.  A batch file does not.")

(defun batc-file-p ()
  "Whether the buffer visits a .bat file of batc."
  (and buffer-file-name
       (let ((case-fold-search t)) (string-match-p "\\.bat\\'" buffer-file-name))
       (or (locate-dominating-file buffer-file-name "batc.toml")
           (save-excursion
             (goto-char (point-min))
             (while (and (not (eobp)) (looking-at-p (rx bol (* (any " \t")) (or eol "//" (seq "@" (+ (any "a-z_")) (or "(" eol))))))
               (forward-line))
             (let ((case-fold-search nil)) (looking-at-p batc--beginning))))
       t))

;;;###autoload
(defun batc-choose-mode ()
  "Turn on `batc-ts-mode' where its grammar is installed, else `batc-mode'."
  (if (and (fboundp 'treesit-ready-p) (treesit-ready-p 'bat t))
      (batc-ts-mode)
    (batc-mode)))

;; Before the rule for the extension, which is Windows'.
;;;###autoload
(add-to-list 'magic-mode-alist '(batc-file-p . batc-choose-mode))

;; ---- The server ----

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((batc-mode batc-ts-mode) . (lambda (&rest _) (list batc-command "lsp")))))

(provide 'batc-mode)

;;; batc-mode.el ends here
