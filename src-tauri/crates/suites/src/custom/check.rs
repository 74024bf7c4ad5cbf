//! What can be said about a script before it runs. Rhai finds names only while it runs; an operator must not learn of
//! a misspelt function from a failed delivery, so the tree of the script is walked here.

use std::collections::BTreeSet;

use rhai::{AST, ASTFlags, ASTNode, Expr, FnCallExpr, Position, Stmt};

use super::item;
use super::run::{self, AdapterFault, Script};

/// The functions of the contract: name, numbers of parameters, whether it must be there.
const CONTRACT: [(&str, usize, bool); 8] = [
    ("parameters", 0, true),
    ("encode", 2, true),
    ("classify", 3, true),
    ("footprint", 1, false),
    ("needs_creator", 0, false),
    ("sign_on", 1, false),
    ("read_sign_on", 2, false),
    ("token_refused", 2, false),
];

/// The functions that belong together: all of them or none.
const SIGN_ON: [&str; 3] = ["sign_on", "read_sign_on", "token_refused"];

/// Every fault of the script's shape: functions of the contract that are missing or have the wrong number of
/// parameters, calls of functions that do not exist, statements outside of functions, unknown properties of `item`.
pub(super) fn shape(script: &Script) -> Vec<AdapterFault> {
    let ast = &script.ast;
    let mut faults = Vec::new();
    for statement in ast.statements() {
        faults.push(AdapterFault::at(
            statement.position(),
            "only functions may stand at the top level",
        ));
    }
    contract(script, &mut faults);
    calls(script, &mut faults);
    indexes(ast, &mut faults);
    item_properties(ast, &mut faults);
    faults.sort_by_key(|fault| (fault.line.is_none(), fault.line, fault.column));
    faults.dedup();
    faults
}

fn contract(script: &Script, faults: &mut Vec<AdapterFault>) {
    let ast = &script.ast;
    let signs_on = SIGN_ON
        .iter()
        .any(|name| ast.iter_functions().any(|function| function.name == *name));
    for (name, parameters, required) in CONTRACT {
        if script.has(name, parameters) {
            continue;
        }
        let is_there = ast.iter_functions().any(|function| function.name == name);
        if is_there {
            faults.push(AdapterFault::at(
                script.place_of(name),
                format!("{name} must have {parameters} parameters"),
            ));
        } else if required {
            faults.push(AdapterFault::nowhere(format!(
                "the function {name} with {parameters} parameters is missing"
            )));
        } else if signs_on && SIGN_ON.contains(&name) {
            faults.push(AdapterFault::nowhere(format!(
                "the function {name} with {parameters} parameters is missing; sign_on, read_sign_on and token_refused belong together"
            )));
        }
    }
}

fn calls(script: &Script, faults: &mut Vec<AdapterFault>) {
    script.ast.walk(&mut |path: &[ASTNode<'_>]| {
        let call = match path.last() {
            Some(ASTNode::Expr(Expr::FnCall(call, position))) => Some((call, 0, *position)),
            Some(ASTNode::Expr(Expr::MethodCall(call, position))) => Some((call, 1, *position)),
            Some(ASTNode::Stmt(Stmt::FnCall(call, position))) => Some((call, 0, *position)),
            _ => None,
        };
        if let Some((call, receivers, position)) = call {
            faults.extend(wrong_call(script, call, receivers, position));
        }
        true
    });
}

fn wrong_call(
    script: &Script,
    call: &FnCallExpr,
    receivers: usize,
    position: Position,
) -> Option<AdapterFault> {
    let (name, given) = (call.name.as_str(), call.args.len());
    if call.op_token.is_some() {
        return None;
    }
    // A method of a script's own takes what it is called on as `this`, not as a parameter.
    if run::library().has(name, given + receivers) || script.has(name, given) {
        return None;
    }
    let mut known: BTreeSet<usize> = run::library().arities(name).into_iter().collect();
    let own = script
        .ast
        .iter_functions()
        .filter(|function| function.name == name);
    known.extend(own.map(|function| function.params.len() + receivers));
    if known.is_empty() {
        return Some(AdapterFault::at(position, format!("there is no function {name}")));
    }
    let counts: Vec<String> = known
        .iter()
        .map(|count| count.saturating_sub(receivers).to_string())
        .collect();
    Some(AdapterFault::at(
        position,
        format!(
            "{name} takes {} parameters here, not {given}",
            counts.join(" or ")
        ),
    ))
}

/// Brackets take texts only. A number between them could mean a character of a text, which Rhai looks for from the
/// beginning and writes back by making the whole text anew: nothing would count what that costs. And a text that is made
/// while the script runs could add entries without end, since Rhai does not measure a map that is written to in brackets.
fn indexes(ast: &AST, faults: &mut Vec<AdapterFault>) {
    ast.walk(&mut |path: &[ASTNode<'_>]| {
        let Some(ASTNode::Expr(Expr::Index(pair, flags, position))) = path.last() else {
            return true;
        };
        // In `a[x].b` and `a[x][y]` the index is the head of the rest of the chain.
        let index = match &pair.rhs {
            Expr::Dot(rest, ..) | Expr::Index(rest, ..) if !flags.intersects(ASTFlags::BREAK) => &rest.lhs,
            index => index,
        };
        if !matches!(index, Expr::StringConstant(..)) {
            let at = if index.position().is_none() { *position } else { index.position() };
            faults.push(AdapterFault::at(
                at,
                "only a text in quotes may stand between brackets; write get(…) and set(…, value) for all else",
            ));
        }
        true
    });
}

/// A parameter that is called `item` is taken for the item, unless the script has a variable of this name.
fn item_properties(ast: &AST, faults: &mut Vec<AdapterFault>) {
    let mut found = Vec::new();
    let mut is_variable = false;
    ast.walk(&mut |path: &[ASTNode<'_>]| {
        match path.last() {
            Some(ASTNode::Stmt(Stmt::Var(variable, ..))) => is_variable |= variable.0.name == "item",
            Some(ASTNode::Stmt(Stmt::For(parts, ..))) => is_variable |= parts.0.name == "item",
            Some(ASTNode::Expr(Expr::Dot(pair, ..))) if is_item(&pair.lhs) => {
                found.extend(first_property(&pair.rhs))
            }
            _ => {}
        }
        true
    });
    if is_variable {
        return;
    }
    for (name, position) in found {
        if !item::PROPERTIES.contains(&name.as_str()) {
            faults.push(AdapterFault::at(position, format!("item has no property {name}")));
        }
    }
}

fn is_item(expression: &Expr) -> bool {
    matches!(expression, Expr::Variable(variable, ..) if variable.1 == "item")
}

fn first_property(expression: &Expr) -> Option<(String, Position)> {
    match expression {
        Expr::Property(property, position) => Some((property.2.to_string(), *position)),
        Expr::Dot(pair, ..) | Expr::Index(pair, ..) => first_property(&pair.lhs),
        _ => None,
    }
}
