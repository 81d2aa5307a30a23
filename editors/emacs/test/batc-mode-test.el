;;; batc-mode-test.el --- Tests of batc-mode -*- lexical-binding: t; -*-

;;; Commentary:

;; What opening a file gives.  The variable BATC is the program, where diagnostics are wanted as well (Emacs 29 has Eglot).

;;; Code:

(require 'ert)
(require 'batc-mode)

(defconst batc-test-source
  "/// The queues.
construct Queues {
  param names: [String] // A comment.
  @on_delete(\"Retain\")
  for name in names {
    resource queue[name] = AWS::SQS::Queue { QueueName: \"a-${upper(\"b // c\")}-d\" }
  }
  let text = \"\"\"
    a \"quoted\" text
    \"\"\"
  let raw = r#\"a \"quoted\" text\"#
  type_of: String(/^\"a$/)
  output keys = { if: true, resource: length(names) }
}
")

(defmacro batc-test-with (mode text &rest body)
  "Run BODY in a buffer with TEXT in MODE, highlighted."
  (declare (indent 2))
  `(with-temp-buffer
     (insert ,text)
     (funcall ,mode)
     (font-lock-ensure)
     (goto-char (point-min))
     ,@body))

(defun batc-test-face (text)
  "The face of the first character of the next TEXT in the buffer."
  (goto-char (point-min))
  (let ((case-fold-search nil))
    (search-forward text))
  (let ((face (get-text-property (match-beginning 0) 'face)))
    (if (consp face) (car face) face)))

(defun batc-test-trees-p ()
  "Whether the tree's mode can be tested."
  (and (fboundp 'treesit-ready-p) (treesit-ready-p 'bat t)))

(ert-deftest batc-highlights-without-a-tree ()
  (batc-test-with #'batc-mode batc-test-source
    (should (eq (batc-test-face "/// The") 'font-lock-doc-face))
    (should (eq (batc-test-face "construct") 'font-lock-keyword-face))
    (should (eq (batc-test-face "Queues") 'font-lock-type-face))
    (should (eq (batc-test-face "names: [") 'font-lock-variable-name-face))
    (should (eq (batc-test-face "String]") 'font-lock-type-face))
    (should (memq (batc-test-face "A comment") '(font-lock-comment-face font-lock-comment-delimiter-face)))
    (should (eq (batc-test-face "@on_delete") 'font-lock-preprocessor-face))
    (should (eq (batc-test-face "for name") 'font-lock-keyword-face))
    (should (eq (batc-test-face "in names") 'font-lock-keyword-face))
    (should (eq (batc-test-face "AWS::SQS") 'font-lock-type-face))
    (should (eq (batc-test-face "QueueName") 'font-lock-variable-name-face))
    (should (eq (batc-test-face "b // c") 'font-lock-string-face))
    (should (eq (batc-test-face "-d\"") 'font-lock-string-face))
    (should (eq (batc-test-face "quoted\" text\n    \"") 'font-lock-string-face))
    (should (eq (batc-test-face "quoted\" text\"#") 'font-lock-string-face))
    (should (eq (batc-test-face "^\"a$") 'font-lock-string-face))
    (should (eq (batc-test-face "output") 'font-lock-keyword-face))
    (should (eq (batc-test-face "if: true") 'font-lock-variable-name-face))
    (should (eq (batc-test-face "true") 'font-lock-constant-face))
    (should (eq (batc-test-face "length") 'font-lock-builtin-face))))

(ert-deftest batc-highlights-by-the-tree ()
  (skip-unless (batc-test-trees-p))
  (batc-test-with #'batc-ts-mode (replace-regexp-in-string "  type_of.*\n" "  let keys: String(/^a$/) = \"a\"\n" batc-test-source)
    (should (eq (batc-test-face "/// The") 'font-lock-doc-face))
    (should (eq (batc-test-face "construct") 'font-lock-keyword-face))
    (should (eq (batc-test-face "Queues") 'font-lock-type-face))
    (should (eq (batc-test-face "names: [") 'font-lock-variable-name-face))
    (should (eq (batc-test-face "String]") 'font-lock-type-face))
    (should (eq (batc-test-face "A comment") 'font-lock-comment-face))
    (should (eq (batc-test-face "@on_delete") 'font-lock-preprocessor-face))
    (should (eq (batc-test-face "for name") 'font-lock-keyword-face))
    (should (eq (batc-test-face "AWS::SQS") 'font-lock-type-face))
    (should (eq (batc-test-face "QueueName") 'font-lock-property-name-face))
    (should (eq (batc-test-face "b // c") 'font-lock-string-face))
    (should (eq (batc-test-face "quoted\" text\n    \"") 'font-lock-string-face))
    (should (eq (batc-test-face "^a$") 'font-lock-regexp-face))
    (should (eq (batc-test-face "if: true") 'font-lock-property-name-face))
    (should (eq (batc-test-face "true") 'font-lock-constant-face))
    (should (eq (batc-test-face "length") 'font-lock-builtin-face))))

(defun batc-test-indent (mode)
  "Indent the source in MODE."
  (let ((flat "stack S {\nlet a = [\n{ b: 1 } // {\n\"}\"\n]\ntags {\nA: \"b\"\n}\n}\n"))
    (batc-test-with mode flat
      (indent-region (point-min) (point-max))
      (buffer-string))))

(defconst batc-test-indented "stack S {\n  let a = [\n    { b: 1 } // {\n    \"}\"\n  ]\n  tags {\n    A: \"b\"\n  }\n}\n")

(ert-deftest batc-indents-without-a-tree ()
  (should (equal-including-properties (substring-no-properties (batc-test-indent #'batc-mode)) batc-test-indented)))

(ert-deftest batc-indents-by-the-tree ()
  (skip-unless (batc-test-trees-p))
  (should (equal (substring-no-properties (batc-test-indent #'batc-ts-mode)) batc-test-indented)))

(defun batc-test-mode-of (name text)
  "The mode in which a file NAME with TEXT is opened."
  (let* ((folder (make-temp-file "batc" t))
         (file (expand-file-name name folder)))
    (unwind-protect
        (progn
          (make-directory (file-name-directory file) t)
          (when (string-prefix-p "project/" name)
            (write-region "" nil (expand-file-name "project/batc.toml" folder) nil 'silent))
          (write-region text nil file nil 'silent)
          (with-current-buffer (find-file-noselect file)
            (prog1 (and (derived-mode-p 'batc--base-mode) t)
              (kill-buffer))))
      (delete-directory folder t))))

(ert-deftest batc-knows-its-files ()
  (should (batc-test-mode-of "project/stacks/a.bat" "\n"))
  (should (batc-test-mode-of "a.bat" "/// A stack.\n@allow(\"a\", reason: \"b\")\nstack S {}\n"))
  (should (batc-test-mode-of "a.bat" "// Rules.\n\nuse std.policy\n"))
  (should (batc-test-mode-of "a.bat" "abstract env base = Shop {}\n"))
  (should-not (batc-test-mode-of "a.bat" "@echo off\nset A=1\n"))
  (should-not (batc-test-mode-of "a.bat" "type readme.txt\n"))
  (should-not (batc-test-mode-of "a.bat" "\n")))

(defvar flymake-start-on-flymake-mode)
(declare-function eglot-ensure "eglot")
(declare-function eglot "eglot")
(declare-function flymake-diagnostics "flymake")
(declare-function flymake-diagnostic-text "flymake")

(ert-deftest batc-shows-diagnostics ()
  (skip-unless (and (getenv "BATC") (require 'eglot nil t)))
  (let* ((folder (file-name-as-directory (make-temp-file "batc" t)))
         (file (expand-file-name "main.bat" folder))
         (batc-command (getenv "BATC"))
         (eglot-sync-connect t))
    (write-region "" nil (expand-file-name "batc.toml" folder) nil 'silent)
    (write-region "stack S {\n  output a = missing\n}\n" nil file nil 'silent)
    (with-current-buffer (find-file-noselect file)
      (apply #'eglot (eglot--guess-contact))
      (let ((until (+ (float-time) 20)))
        (while (and (not (flymake-diagnostics)) (< (float-time) until))
          (flymake-start)
          (accept-process-output nil 0.1)))
      (should (= (length (flymake-diagnostics)) 1))
      (should (string-match-p "missing" (flymake-diagnostic-text (car (flymake-diagnostics))))))))

;;; batc-mode-test.el ends here
