/*
 * mcfg.y - the grammar (mcfg.ebnf has it for people).
 *
 * An action calls one constructor. Rules marked `explains` accept a mistake in order to say something
 * better about it than "unexpected". Rules with `error` are the places where recovery goes on: see
 * tokens.h, which finds them in the text and closes brackets that were left open.
 */
%require "3.8"
%define api.pure full
%define api.prefix {mcfg_yy}
%define api.token.prefix {TOK_}
%define api.value.type union
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param {struct parse *p}

%code requires {
	#include "build.h"
}

%code provides {
	/* Indexed by the token's code: which ones could follow. */
	struct token_set {
		unsigned char has[512];
	};
}

%code {
	#include "state.h"
	#include "syntax.h"

	/* The parser's own stack: memory is the limit, not depth. */
	#define YYMAXDEPTH 4000000

	#define YYLLOC_DEFAULT(current, rhs, n)                                      \
		do {                                                                 \
			if (n)                                                       \
				(current) = span_join(YYRHSLOC(rhs, 1), YYRHSLOC(rhs, n)); \
			else                                                         \
				(current) = (struct span){ YYRHSLOC(rhs, 0).source,  \
							   YYRHSLOC(rhs, 0).end,     \
							   YYRHSLOC(rhs, 0).end };   \
		} while (0)

	#define A (p->arena)
	#define ID(name, span) ident_at(name, span)
	#define NOBODY ((struct ident){ 0 })
}

%token END 0
%token INCLUDE "include" LET "let" IN "in" FUN "fun" IF "if" THEN "then" ELSE "else"
%token MATCH "match" WITH "with" INTERFACE "interface" DEVICE "device" TARGET "target" KEY "key"
%token REGISTER "register" REQUIRE "require" OVERRIDE "override" OP "op" UP "up"
%token TRUE "true" FALSE "false" SOME "some" NONE "none" OF "of"
%token AT_ARROW "@->" ARROW "->" CONS "::" OR "||" AND "&&" NE "<>" LE "<=" GE ">="
%token OPT_PAREN "?("
%token <const char *> IDENT TAG TYPE_VAR KEY_REF
%token <const char *> LABEL "~name" LABEL_COLON "~name:" OPT "?name" OPT_COLON "?name:"
%token <struct string *> STRING
%token <int64_t> INT
%token <double> FLOAT
%token <const char *> C_WORD C_NUMBER
%token C_ELLIPSIS "..."
/* What was reported when it was scanned, and stands for an operand or an operator. */
%token MISTAKE BAD_OPERATOR
/* Made up by the token reader where an inner `let` ends without its `in`. */
%token NO_IN
/* Made up where recovery is over: before an item's keyword that begins a line, before the next field. */
%token RESUME

%type <struct item *> item
%type <struct definition *> definition
%type <struct expr *> expr app head simple closed list key_default field_operand
%type <struct element *> element
%type <struct element_chain> elements
%type <struct arg *> arg field_value
%type <struct arg_chain> args args1 field_values
%type <struct param *> param
%type <struct param_chain> params params1
%type <struct arm *> arm
%type <struct arm_chain> arms
%type <struct pattern *> pattern cons_pattern applied_pattern atomic_pattern patterns
%type <struct type_expr *> type postfix_type annotation
%type <struct tag_expr *> tag
%type <struct tag_expr_chain> tags
%type <struct ident_list_chain> parents names
%type <struct device_param *> device_param
%type <struct device_param_chain> device_params device_params1
%type <struct field *> field
%type <struct field_chain> fields block optional_block
%type <struct interface_body *> interface_body
%type <struct c_proto *> proto
%type <struct c_decl *> c_decl
%type <struct c_param *> c_param
%type <struct c_param_chain> c_params
%type <struct c_words> c_words
%type <struct c_text *> c_arrays c_size
%type <bool> direction

/* Weakest first. What begins with a keyword reaches as far right as it can. */
%precedence "in" "else" ARROW_BODY
%precedence '|'
%left '$'
%right "@->"
%right "||"
%right "&&"
%nonassoc '=' "<>" '<' '>' "<=" ">="
%right '^'
%right "::"
%left '+' '-'
%left '*' BAD_OPERATOR
%precedence UNARY

%%

file: %empty
    | file item { build_add_item(p, $item); }
    | file RESUME { yyerrok; }
    ;

/* ---- items ---- */

item: "include" STRING { $$ = item_include(A, @$, expr_string(A, @2, $2)); }
    | "require" IDENT STRING { $$ = item_require(A, @$, ID($2, @2), expr_string(A, @3, $3)); }
    | "let" definition { $$ = build_let(p, @$, $2); }
    | "override" "let" IDENT annotation '=' expr
      { $$ = item_let(A, @$, definition_new(A, ID($3, @3), (struct param_chain)NO_LINKS, $4, $6), true); }
    | "let" '(' ')' '=' "register" args1 { $$ = item_register(A, @$, $6); }
    | "register" args1 { $$ = item_register(A, @$, $2); }
    | "interface" IDENT parents '{' interface_body '}'
      { $$ = item_interface(A, @$, ID($2, @2), $3, $5->fields, $5->protos); }
    | "device" IDENT device_params ':' type block
      { $$ = item_device(A, @$, ID($2, @2), $3, $5, $6); }
    | "target" IDENT block { $$ = item_target(A, @$, ID($2, @2), $3); }
    | "key" IDENT ':' type key_default optional_block
      { $$ = item_key(A, @$, ID($2, @2), $4, $5, $6, false); }
    | "override" "key" IDENT key_default optional_block
      { $$ = item_key(A, @$, ID($3, @3), NULL, $4, $5, true); }
    | "let" '(' ')' '=' expr { $$ = build_unit_let(p, @$, @5); } /* explains */
    | "let" IDENT error { $$ = item_let(A, @$, definition_unread(A, ID($2, @2), @3), false); }
    | "interface" IDENT error { $$ = item_new(A, @$, ITEM_ERROR, ID($2, @2)); }
    | "device" IDENT error { $$ = item_new(A, @$, ITEM_ERROR, ID($2, @2)); }
    | "target" IDENT error { $$ = item_new(A, @$, ITEM_ERROR, ID($2, @2)); }
    | "key" IDENT error { $$ = item_new(A, @$, ITEM_ERROR, ID($2, @2)); }
    | error { $$ = item_new(A, @$, ITEM_ERROR, NOBODY); }
    ;

definition: IDENT params annotation '=' expr
      { $$ = definition_new(A, ID($1, @1), $2, $3, $5); }
    | IDENT params annotation '=' error { $$ = definition_unread(A, ID($1, @1), @5); }
    ;

annotation: %empty { $$ = NULL; }
    | ':' type { $$ = $2; }
    ;

key_default: %empty { $$ = NULL; }
    | '=' expr { $$ = $2; }
    ;

/* ---- descriptors ---- */

parents: %empty { $$ = (struct ident_list_chain)NO_LINKS; }
    | ':' names { $$ = $2; }
    ;

names: IDENT { $$ = ident_list_chain_add((struct ident_list_chain)NO_LINKS, ident_list_new(A, $1, @1)); }
    | names ',' IDENT { $$ = ident_list_chain_add($1, ident_list_new(A, $3, @3)); }
    ;

device_params: %empty { $$ = (struct device_param_chain)NO_LINKS; }
    | '(' device_params1 ')' { $$ = $2; }
    | '(' error ')' { $$ = (struct device_param_chain)NO_LINKS; yyerrok; }
    ;

device_params1: device_param { $$ = device_param_chain_add((struct device_param_chain)NO_LINKS, $1); }
    | device_params1 ',' device_param { $$ = device_param_chain_add($1, $3); }
    ;

device_param: IDENT ':' type { $$ = device_param_new(A, ID($1, @1), $3, NULL); }
    | IDENT ':' type '=' expr { $$ = device_param_new(A, ID($1, @1), $3, $5); }
    ;

block: '{' fields '}' { $$ = $2; }
    ;

optional_block: %empty { $$ = (struct field_chain)NO_LINKS; }
    | block
    ;

fields: %empty { $$ = (struct field_chain)NO_LINKS; }
    | fields field { $$ = field_chain_add($1, $2); }
    | fields error { $$ = $1; }
    | fields RESUME { $$ = $1; yyerrok; }
    ;

/* Values are closed: no bare name is among them, so that the next name begins the next field. */
field: IDENT field_values { $$ = field_new(A, @$, ID($1, @1), $2); }
    ;

field_values: field_value { $$ = arg_chain_add((struct arg_chain)NO_LINKS, $1); }
    | field_values field_value { $$ = arg_chain_add($1, $2); }
    ;

field_value: field_operand { $$ = arg_new(A, @$, LABEL_NONE, NOBODY, $1); }
    | "~name:" field_operand { $$ = arg_new(A, @$, LABEL_NAMED, ID($1, @1), $2); }
    ;

field_operand: closed
    | TAG { $$ = expr_tag(A, @$, ID($1, @1), NULL); }
    ;

/* ---- interfaces ---- */

interface_body: %empty { $$ = arena_new(A, struct interface_body); }
    | interface_body field { $$ = interface_body_add_field($1, $2); }
    | interface_body proto { $$ = interface_body_add_proto($1, $2); }
    | interface_body error { $$ = $1; }
    | interface_body RESUME { $$ = $1; yyerrok; }
    ;

/* From `op` to `;` the scanner reads C. */
proto: direction c_decl '(' c_params ')' ';' { $$ = build_proto(p, @$, $1, $2, $4); }
    | direction c_decl '(' ')' ';' { $$ = build_proto_without_void(p, @$, $1, $2, @3, @4); } /* explains */
    | direction error ';' { $$ = NULL; yyerrok; }
    ;

direction: "op" { $$ = false; }
    | "up" { $$ = true; }
    ;

c_params: c_param { $$ = c_param_chain_add((struct c_param_chain)NO_LINKS, $1); }
    | c_params ',' c_param { $$ = c_param_chain_add($1, $3); }
    ;

c_param: c_decl { $$ = build_c_param(p, $1); }
    ;

c_decl: c_words c_arrays { $$ = build_c_decl(p, @$, $1, $2); }
    ;

c_words: C_WORD { $$ = c_words_add(p, (struct c_words){ 0 }, $1, @1); }
    | c_words C_WORD { $$ = c_words_add(p, $1, $2, @2); }
    | c_words '*' { $$ = c_words_add(p, $1, NULL, @2); }
    ;

c_arrays: %empty { $$ = NULL; }
    | c_arrays '[' c_size ']' { $$ = build_c_array(p, $1, $3); }
    ;

c_size: %empty { $$ = build_c_size(p, ""); }
    | C_NUMBER { $$ = build_c_size(p, $1); }
    | C_WORD { $$ = build_c_size(p, $1); }
    ;

/* ---- types ---- */

type: postfix_type
    | postfix_type "@->" type { $$ = type_at_arrow(A, @$, $1, $3); }
    | postfix_type "->" type { $$ = type_arrow(A, @$, LABEL_NONE, NOBODY, $1, $3); }
    | "~name:" postfix_type "->" type { $$ = type_arrow(A, @$, LABEL_NAMED, ID($1, @1), $2, $4); }
    | "?name:" postfix_type "->" type { $$ = type_arrow(A, @$, LABEL_OPTIONAL, ID($1, @1), $2, $4); }
    ;

postfix_type: IDENT { $$ = type_name(A, @$, ID($1, @1), NULL); }
    | TYPE_VAR { $$ = type_var(A, @$, $1); }
    | postfix_type IDENT { $$ = type_name(A, @$, ID($2, @2), $1); }
    | '(' type ')' { $$ = $2; }
    | '[' tags ']' { $$ = type_variant(A, @$, ROW_CLOSED, $2); }
    | '[' '|' tags ']' { $$ = type_variant(A, @$, ROW_CLOSED, $3); }
    | '[' '>' tags ']' { $$ = type_variant(A, @$, ROW_OPEN, $3); }
    | '[' '<' tags ']' { $$ = type_variant(A, @$, ROW_UPPER, $3); }
    | '(' error ')' { $$ = type_name(A, @$, NOBODY, NULL); yyerrok; }
    | '[' error ']' { $$ = type_name(A, @$, NOBODY, NULL); yyerrok; }
    | MISTAKE { $$ = type_name(A, @$, NOBODY, NULL); }
    ;

tags: tag { $$ = tag_expr_chain_add((struct tag_expr_chain)NO_LINKS, $1); }
    | tags '|' tag { $$ = tag_expr_chain_add($1, $3); }
    ;

tag: TAG { $$ = tag_expr_new(A, ID($1, @1), NULL); }
    | TAG "of" type { $$ = tag_expr_new(A, ID($1, @1), $3); }
    ;

/* ---- expressions ---- */

expr: app
    | TAG { $$ = expr_tag(A, @$, ID($1, @1), NULL); }
    | TAG simple { $$ = expr_tag(A, @$, ID($1, @1), $2); }
    | "some" simple { $$ = expr_some(A, @$, $2); }
    | "fun" params1 "->" expr %prec ARROW_BODY { $$ = expr_fun(A, @$, $2, $4); }
    | "let" definition "in" expr { $$ = expr_let(A, @$, $2, $4); }
    | "let" definition NO_IN { $$ = build_let_without_in(p, @$, @1, $2); } /* explains */
    | "let" error "in" expr { $$ = expr_plain(A, @$, EXPR_ERROR); }
    | "let" error NO_IN { $$ = expr_plain(A, @$, EXPR_ERROR); }
    | "if" expr "then" expr "else" expr { $$ = expr_if(A, @$, $2, $4, $6); }
    | "match" expr "with" optional_bar arms %prec ARROW_BODY { $$ = expr_match(A, @$, $2, $5); }
    | expr '$' expr { $$ = expr_binary(A, OP_APPLY, @2, $1, $3); }
    | expr "@->" expr { $$ = expr_binary(A, OP_AT_ARROW, @2, $1, $3); }
    | expr "||" expr { $$ = expr_binary(A, OP_OR, @2, $1, $3); }
    | expr "&&" expr { $$ = expr_binary(A, OP_AND, @2, $1, $3); }
    | expr '=' expr { $$ = expr_binary(A, OP_EQ, @2, $1, $3); }
    | expr "<>" expr { $$ = expr_binary(A, OP_NE, @2, $1, $3); }
    | expr '<' expr { $$ = expr_binary(A, OP_LT, @2, $1, $3); }
    | expr "<=" expr { $$ = expr_binary(A, OP_LE, @2, $1, $3); }
    | expr '>' expr { $$ = expr_binary(A, OP_GT, @2, $1, $3); }
    | expr ">=" expr { $$ = expr_binary(A, OP_GE, @2, $1, $3); }
    | expr '^' expr { $$ = expr_binary(A, OP_CONCAT, @2, $1, $3); }
    | expr "::" expr { $$ = expr_binary(A, OP_CONS, @2, $1, $3); }
    | expr '+' expr { $$ = expr_binary(A, OP_ADD, @2, $1, $3); }
    | expr '-' expr { $$ = expr_binary(A, OP_SUB, @2, $1, $3); }
    | expr '*' expr { $$ = expr_binary(A, OP_MUL, @2, $1, $3); }
    | expr BAD_OPERATOR expr { $$ = expr_plain(A, @$, EXPR_ERROR); }
    | '!' expr %prec UNARY { $$ = expr_unary(A, OP_NOT, @1, $2); }
    | '-' expr %prec UNARY { $$ = expr_unary(A, OP_NEGATE, @1, $2); }
    ;

app: head args { $$ = expr_apply(A, @$, $1, $2); }
    ;

args: %empty { $$ = (struct arg_chain)NO_LINKS; }
    | args arg { $$ = arg_chain_add($1, $2); }
    ;

args1: arg { $$ = arg_chain_add((struct arg_chain)NO_LINKS, $1); }
    | args1 arg { $$ = arg_chain_add($1, $2); }
    ;

arg: simple { $$ = arg_new(A, @$, LABEL_NONE, NOBODY, $1); }
    | "~name:" simple { $$ = arg_new(A, @$, LABEL_NAMED, ID($1, @1), $2); }
    | "~name" { $$ = arg_new(A, @$, LABEL_NAMED, ID($1, @1), expr_name(A, @1, EXPR_NAME, ID($1, @1))); }
    | "?name:" simple { $$ = arg_new(A, @$, LABEL_OPTIONAL, ID($1, @1), $2); }
    | "?name" { $$ = arg_new(A, @$, LABEL_OPTIONAL, ID($1, @1), expr_name(A, @1, EXPR_NAME, ID($1, @1))); }
    ;

simple: head
    | TAG { $$ = expr_tag(A, @$, ID($1, @1), NULL); }
    ;

head: IDENT { $$ = expr_name(A, @$, EXPR_NAME, ID($1, @1)); }
    | closed
    ;

/* What needs no name from outside, or has it in parentheses. */
closed: STRING { $$ = expr_string(A, @$, $1); }
    | INT { $$ = expr_int(A, @$, $1); }
    | FLOAT { $$ = expr_float(A, @$, $1); }
    | "true" { $$ = expr_bool(A, @$, true); }
    | "false" { $$ = expr_bool(A, @$, false); }
    | "none" { $$ = expr_plain(A, @$, EXPR_NONE); }
    | KEY_REF { $$ = expr_name(A, @$, EXPR_KEY, ID($1, @1)); }
    | MISTAKE { $$ = expr_plain(A, @$, EXPR_ERROR); }
    | list
    | '(' ')' { $$ = expr_plain(A, @$, EXPR_UNIT); }
    | '(' expr ')' { $$ = $2; }
    | '(' expr ':' type ')' { $$ = expr_annot(A, @$, $2, $4); }
    | '(' error ')' { $$ = expr_plain(A, @$, EXPR_ERROR); yyerrok; }
    ;

list: '[' ']' { $$ = expr_list(A, @$, (struct element_chain)NO_LINKS); }
    | '[' elements ']' { $$ = expr_list(A, @$, $2); }
    | '[' elements ';' ']' { $$ = expr_list(A, @$, $2); }
    ;

elements: element { $$ = element_chain_add((struct element_chain)NO_LINKS, $1); }
    | elements ';' element { $$ = element_chain_add($1, $3); }
    ;

element: expr { $$ = element_new(A, $1); }
    | error { $$ = element_new(A, expr_plain(A, @$, EXPR_ERROR)); }
    ;

params: %empty { $$ = (struct param_chain)NO_LINKS; }
    | params param { $$ = param_chain_add($1, $2); }
    ;

params1: param { $$ = param_chain_add((struct param_chain)NO_LINKS, $1); }
    | params1 param { $$ = param_chain_add($1, $2); }
    ;

param: IDENT { $$ = param_new(A, @$, PARAM_NAME, ID($1, @1), NULL, NULL); }
    | '_' { $$ = param_new(A, @$, PARAM_WILD, NOBODY, NULL, NULL); }
    | '(' ')' { $$ = param_new(A, @$, PARAM_UNIT, NOBODY, NULL, NULL); }
    | '(' IDENT ':' type ')' { $$ = param_new(A, @$, PARAM_NAME, ID($2, @2), $4, NULL); }
    | '(' '_' ':' type ')' { $$ = param_new(A, @$, PARAM_WILD, NOBODY, $4, NULL); }
    | "~name" { $$ = param_new(A, @$, PARAM_LABEL, ID($1, @1), NULL, NULL); }
    | "?name" { $$ = param_new(A, @$, PARAM_OPTION, ID($1, @1), NULL, NULL); }
    | "?(" IDENT '=' expr ')' { $$ = param_new(A, @$, PARAM_DEFAULT, ID($2, @2), NULL, $4); }
    | "?(" IDENT ':' type '=' expr ')' { $$ = param_new(A, @$, PARAM_DEFAULT, ID($2, @2), $4, $6); }
    | '(' error ')' { $$ = param_new(A, @$, PARAM_WILD, NOBODY, NULL, NULL); yyerrok; }
    | "?(" error ')' { $$ = param_new(A, @$, PARAM_WILD, NOBODY, NULL, NULL); yyerrok; }
    ;

optional_bar: %empty
    | '|'
    ;

arms: arm { $$ = arm_chain_add((struct arm_chain)NO_LINKS, $1); }
    | arms '|' arm { $$ = arm_chain_add($1, $3); }
    ;

arm: pattern "->" expr %prec ARROW_BODY { $$ = arm_new(A, @$, $1, $3); }
    ;

pattern: cons_pattern
    | pattern '|' cons_pattern { $$ = pattern_pair(A, @$, PATTERN_OR, $1, $3); }
    ;

cons_pattern: applied_pattern
    | applied_pattern "::" cons_pattern { $$ = pattern_pair(A, @$, PATTERN_CONS, $1, $3); }
    ;

applied_pattern: atomic_pattern
    | TAG atomic_pattern { $$ = pattern_tag(A, @$, ID($1, @1), $2); }
    | "some" atomic_pattern { $$ = pattern_pair(A, @$, PATTERN_SOME, $2, NULL); }
    ;

atomic_pattern: IDENT { $$ = pattern_name(A, @$, $1); }
    | '_' { $$ = pattern_plain(A, @$, PATTERN_WILD); }
    | INT { $$ = pattern_int(A, @$, $1); }
    | '-' INT { $$ = pattern_int(A, @$, build_negative($2)); }
    | STRING { $$ = pattern_string(A, @$, $1); }
    | TAG { $$ = pattern_tag(A, @$, ID($1, @1), NULL); }
    | "true" { $$ = pattern_bool(A, @$, true); }
    | "false" { $$ = pattern_bool(A, @$, false); }
    | "none" { $$ = pattern_plain(A, @$, PATTERN_NONE); }
    | MISTAKE { $$ = pattern_plain(A, @$, PATTERN_WILD); }
    | '(' ')' { $$ = pattern_plain(A, @$, PATTERN_UNIT); }
    | '(' pattern ')' { $$ = $2; }
    | '[' ']' { $$ = pattern_plain(A, @$, PATTERN_NIL); }
    | '[' patterns ']' { $$ = pattern_list(A, @$, $2); }
    | '[' patterns ';' ']' { $$ = pattern_list(A, @$, $2); }
    | '(' error ')' { $$ = pattern_plain(A, @$, PATTERN_WILD); yyerrok; }
    | '[' error ']' { $$ = pattern_plain(A, @$, PATTERN_WILD); yyerrok; }
    ;

patterns: pattern { $$ = pattern_list_add(A, NULL, $1); }
    | patterns ';' pattern { $$ = pattern_list_add(A, $1, $3); }
    ;

%%

/* Hands the tokens that could follow to syntax.c, by their codes. */
static int yyreport_syntax_error(const yypcontext_t *context, struct parse *p)
{
	yysymbol_kind_t kinds[YYNTOKENS];
	unsigned char expected[YYNTOKENS] = { 0 };
	struct token_set set = { { 0 } };
	int n = yypcontext_expected_tokens(context, kinds, YYNTOKENS);

	for (int i = 0; i < n; i++)
		expected[kinds[i]] = 1;
	for (int code = 0; code <= YYMAXUTOK; code++)
		set.has[code] = YYTRANSLATE(code) != YYSYMBOL_YYUNDEF && expected[YYTRANSLATE(code)];
	syntax_error(p, &set);
	return 0;
}
