//! The workflow templates (流程) of the simulated OA: a dozen and more, in several types, each with its nodes.

/// Who handles a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// 申请人
    Creator,
    /// Head of the creator's department.
    Head,
    /// Whoever stands above that head.
    UpperHead,
    /// One member of a role.
    Role(&'static str),
    /// All members of a role, any one of whom may handle it (或签).
    AnyOf(&'static str),
    /// All members of a role, every one of whom must handle it (会签).
    AllOf(&'static str),
}

/// A node (节点).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub(crate) name: &'static str,
    pub(crate) who: Who,
}

/// A workflow template; node 0 is where its creator fills in the form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) type_id: &'static str,
    pub(crate) type_name: &'static str,
    pub(crate) nodes: &'static [Node],
}

const fn node(name: &'static str, who: Who) -> Node {
    Node { name, who }
}

const START: Node = node("申请人填写", Who::Creator);
const HEAD: Node = node("部门经理审批", Who::Head);
const UPPER: Node = node("分管领导审批", Who::UpperHead);
const CONFIRM: Node = node("申请人确认", Who::Creator);

const fn template(
    id: &'static str,
    name: &'static str,
    group: (&'static str, &'static str),
    nodes: &'static [Node],
) -> Template {
    Template {
        id,
        name,
        type_id: group.0,
        type_name: group.1,
        nodes,
    }
}

const FINANCE: (&str, &str) = ("3", "财务");
const PERSONNEL: (&str, &str) = ("4", "人事");
const ADMINISTRATION: (&str, &str) = ("5", "行政");
const PURCHASE: (&str, &str) = ("6", "采购");
const IT: (&str, &str) = ("7", "IT服务");
const SEAL: (&str, &str) = ("8", "用印");
const CONTRACT: (&str, &str) = ("9", "合同");

/// All templates.
pub(crate) const TEMPLATES: [Template; 16] = [
    template(
        "54",
        "差旅报销",
        FINANCE,
        &[
            START,
            HEAD,
            node("财务审核", Who::AnyOf("财务主管")),
            node("出纳付款", Who::Role("出纳")),
        ],
    ),
    template(
        "55",
        "付款申请",
        FINANCE,
        &[
            START,
            HEAD,
            node("财务审核", Who::AnyOf("财务主管")),
            node("财务总监审批", Who::Role("财务总监")),
            node("出纳付款", Who::AnyOf("出纳")),
        ],
    ),
    template(
        "56",
        "借款申请",
        FINANCE,
        &[START, HEAD, node("财务总监审批", Who::Role("财务总监")), CONFIRM],
    ),
    template(
        "57",
        "预算调整",
        FINANCE,
        &[START, HEAD, UPPER, node("预算会签", Who::AllOf("财务主管"))],
    ),
    template(
        "61",
        "请假申请",
        PERSONNEL,
        &[START, HEAD, node("人事备案", Who::Role("人事主管"))],
    ),
    template("62", "加班申请", PERSONNEL, &[START, HEAD]),
    template(
        "63",
        "员工转正",
        PERSONNEL,
        &[
            START,
            HEAD,
            node("人事审核", Who::Role("人事主管")),
            UPPER,
            CONFIRM,
        ],
    ),
    template(
        "64",
        "招聘需求",
        PERSONNEL,
        &[START, UPPER, node("招聘受理", Who::AnyOf("招聘主管"))],
    ),
    template(
        "71",
        "用车申请",
        ADMINISTRATION,
        &[START, HEAD, node("行政派车", Who::AnyOf("行政主管"))],
    ),
    template(
        "72",
        "办公用品领用",
        ADMINISTRATION,
        &[START, node("行政发放", Who::Role("行政主管")), CONFIRM],
    ),
    template(
        "81",
        "采购申请",
        PURCHASE,
        &[
            START,
            HEAD,
            node("采购询价", Who::Role("采购主管")),
            node("采购会签", Who::AllOf("采购主管")),
            UPPER,
            node("财务总监审批", Who::Role("财务总监")),
        ],
    ),
    template(
        "82",
        "供应商准入",
        PURCHASE,
        &[
            START,
            node("采购初审", Who::AnyOf("采购主管")),
            node("联合评审", Who::AllOf("内审员")),
        ],
    ),
    template(
        "91",
        "账号权限申请",
        IT,
        &[
            START,
            HEAD,
            node("信息安全审批", Who::Role("信息安全主管")),
            node("运维开通", Who::AnyOf("运维值班")),
        ],
    ),
    template(
        "92",
        "设备报修",
        IT,
        &[START, node("运维受理", Who::AnyOf("运维值班")), CONFIRM],
    ),
    template(
        "101",
        "用印申请",
        SEAL,
        &[
            START,
            HEAD,
            node("法务审核", Who::Role("法务主管")),
            node("盖章", Who::AnyOf("印章管理员")),
        ],
    ),
    template(
        "111",
        "合同审批",
        CONTRACT,
        &[
            START,
            HEAD,
            node("法务会签", Who::AllOf("法务主管")),
            UPPER,
            node("总经理审批", Who::Role("集团总经理")),
            node("归档", Who::Role("行政主管")),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::organisation::Organisation;

    #[test]
    fn templates_have_ids_of_their_own_and_roles_that_exist() {
        let organisation = Organisation::of(1);
        assert_eq!(
            TEMPLATES.iter().map(|t| t.id).collect::<HashSet<_>>().len(),
            TEMPLATES.len(),
            "ids"
        );
        assert!(
            TEMPLATES.iter().map(|t| t.type_id).collect::<HashSet<_>>().len() >= 6,
            "several types"
        );
        for node in TEMPLATES.iter().flat_map(|t| t.nodes) {
            if let Who::Role(role) | Who::AnyOf(role) | Who::AllOf(role) = node.who {
                assert!(
                    !organisation.role(role).is_empty(),
                    "the role {role} should have members"
                );
            }
        }
        assert!(
            TEMPLATES
                .iter()
                .all(|t| t.nodes.len() >= 2 && t.nodes[0].who == Who::Creator),
            "frame"
        );
    }
}
