//! The fixed frame of the simulated organisation: subsidiaries, the tree of departments with their sizes, posts, roles
//! and groups. People are rolled into it by `populate`.

/// A subsidiary (分部).
pub(super) struct SubsidiaryShape {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) parent: Option<&'static str>,
}

pub(super) const SUBSIDIARIES: [SubsidiaryShape; 3] = [
    SubsidiaryShape {
        id: "1",
        name: "远舟集团总部",
        parent: None,
    },
    SubsidiaryShape {
        id: "2",
        name: "远舟上海公司",
        parent: Some("1"),
    },
    SubsidiaryShape {
        id: "3",
        name: "远舟深圳科技",
        parent: Some("1"),
    },
];

/// A department (部门) with how many people it has and which post most of them hold.
pub(super) struct DepartmentShape {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) subsidiary: &'static str,
    pub(super) parent: Option<&'static str>,
    pub(super) size: usize,
    pub(super) post: &'static str,
}

const fn department(
    id: &'static str,
    name: &'static str,
    place: (&'static str, Option<&'static str>),
    people: (usize, &'static str),
) -> DepartmentShape {
    DepartmentShape {
        id,
        name,
        subsidiary: place.0,
        parent: place.1,
        size: people.0,
        post: people.1,
    }
}

pub(super) const DEPARTMENTS: [DepartmentShape; 26] = [
    department("11", "总经办", ("1", None), (7, "5")),
    department("12", "财务部", ("1", None), (11, "7")),
    department("13", "会计核算组", ("1", Some("12")), (9, "7")),
    department("14", "资金组", ("1", Some("12")), (7, "8")),
    department("15", "人力资源部", ("1", None), (10, "12")),
    department("16", "招聘组", ("1", Some("15")), (7, "12")),
    department("17", "行政部", ("1", None), (10, "5")),
    department("18", "法务部", ("1", None), (7, "11")),
    department("19", "采购部", ("1", None), (12, "9")),
    department("20", "信息技术部", ("1", None), (10, "6")),
    department("21", "应用开发组", ("1", Some("20")), (16, "6")),
    department("22", "运维组", ("1", Some("20")), (11, "6")),
    department("23", "审计部", ("1", None), (6, "5")),
    department("31", "上海总经办", ("2", None), (5, "5")),
    department("32", "华东销售部", ("2", None), (19, "10")),
    department("33", "大客户组", ("2", Some("32")), (13, "10")),
    department("34", "上海财务部", ("2", None), (8, "7")),
    department("35", "上海人事行政部", ("2", None), (8, "12")),
    department("36", "交付部", ("2", None), (17, "6")),
    department("41", "深圳总经办", ("3", None), (5, "5")),
    department("42", "研发中心", ("3", None), (14, "6")),
    department("43", "平台研发组", ("3", Some("42")), (17, "6")),
    department("44", "智能硬件组", ("3", Some("42")), (13, "6")),
    department("45", "测试组", ("3", Some("42")), (11, "6")),
    department("46", "深圳财务部", ("3", None), (7, "7")),
    department("47", "深圳综合部", ("3", None), (7, "5")),
];

/// Post of a subsidiary's head.
pub(super) const GENERAL_MANAGER: &str = "1";
/// Post of a department's head.
pub(super) const DEPARTMENT_HEAD: &str = "2";
/// Post of the head of a department within another.
pub(super) const TEAM_LEADER: &str = "4";

pub(super) const POSTS: [(&str, &str); 12] = [
    ("1", "总经理"),
    ("2", "部门经理"),
    ("3", "副经理"),
    ("4", "组长"),
    ("5", "专员"),
    ("6", "工程师"),
    ("7", "会计"),
    ("8", "出纳"),
    ("9", "采购员"),
    ("10", "销售代表"),
    ("11", "法务专员"),
    ("12", "人事专员"),
];

/// A role (角色) and where its members come from: a department and how many, its head counted first.
pub(super) struct RoleShape {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) department: &'static str,
    pub(super) members: usize,
}

const fn role(id: &'static str, name: &'static str, department: &'static str, members: usize) -> RoleShape {
    RoleShape {
        id,
        name,
        department,
        members,
    }
}

pub(super) const ROLES: [RoleShape; 14] = [
    role("r1", "集团总经理", "11", 1),
    role("r2", "分管副总", "11", 3),
    role("r3", "财务总监", "12", 1),
    role("r4", "财务主管", "13", 3),
    role("r5", "出纳", "14", 4),
    role("r6", "人事主管", "15", 3),
    role("r7", "招聘主管", "16", 2),
    role("r8", "行政主管", "17", 3),
    role("r9", "法务主管", "18", 3),
    role("r10", "采购主管", "19", 4),
    role("r11", "信息安全主管", "20", 2),
    role("r12", "运维值班", "22", 5),
    role("r13", "印章管理员", "17", 2),
    role("r14", "内审员", "23", 3),
];

/// Departments that are led by somebody's part-time identity instead of one of their own.
pub(super) const LED_PART_TIME: [&str; 8] = ["14", "16", "22", "33", "34", "45", "46", "47"];
