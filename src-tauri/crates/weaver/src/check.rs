//! Trying a connection step by step, for the person who sets it up.

use std::time::Instant;

use domain::oa::OaConnection;
use serde::{Deserialize, Serialize};
use serde_json::Map;

use crate::sign_on::Freshness;
use crate::{HrmList, HrmQuery, Oa, OaFault, OaFaultKind, WorkflowList};

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CheckStage {
    /// The application is registered, or was before.
    Register,
    /// A token for the configured operator.
    ApplyToken,
    /// How many to-dos that operator has.
    TodoCount,
    /// The first page of persons.
    Persons,
}

/// What came of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StepState {
    /// It went well.
    Passed,
    /// It did not.
    Failed,
    /// A step before it failed, or what it needs is not configured.
    Skipped,
}

/// One step of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckStep {
    /// Which.
    pub stage: CheckStage,
    /// What came of it.
    pub state: StepState,
    /// Who can mend it, of a failed one.
    pub fault: Option<OaFaultKind>,
    /// In words: the OA's own of a failure, or what was found.
    pub detail: String,
    /// How long it took, milliseconds.
    pub took_ms: u64,
}

impl CheckStep {
    fn skipped(stage: CheckStage, detail: &str) -> Self {
        Self {
            stage,
            state: StepState::Skipped,
            fault: None,
            detail: detail.to_owned(),
            took_ms: 0,
        }
    }
}

async fn timed(stage: CheckStage, step: impl Future<Output = Result<String, OaFault>>) -> CheckStep {
    let began = Instant::now();
    let done = step.await;
    let took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (state, fault, detail) = match done {
        Ok(found) => (StepState::Passed, None, found),
        Err(fault) => (StepState::Failed, Some(fault.kind), fault.detail),
    };
    CheckStep {
        stage,
        state,
        fault,
        detail,
        took_ms,
    }
}

impl Oa {
    /// Registers where that was not done yet, applies for a token, asks for a count and for a page.
    pub async fn check(&self) -> Vec<CheckStep> {
        let mut steps = Vec::new();
        if self.connection.can_sign_on() {
            self.check_sign_on(&mut steps).await;
        } else {
            let stages = [
                CheckStage::Register,
                CheckStage::ApplyToken,
                CheckStage::TodoCount,
            ];
            steps.extend(
                stages.map(|stage| CheckStep::skipped(stage, "没有设置应用编号、客户端公钥和操作人")),
            );
        }
        steps.push(match self.seed {
            Some(_) => timed(CheckStage::Persons, self.check_persons()).await,
            None => CheckStep::skipped(CheckStage::Persons, "没有设置人力组织接口的标识"),
        });
        steps
    }

    async fn check_sign_on(&self, steps: &mut Vec<CheckStep>) {
        let OaConnection { app_id, user_id, .. } = &self.connection;
        let register = async {
            self.be_registered().await?;
            Ok(format!("应用 {app_id} 已注册"))
        };
        let apply = async {
            self.sign_on_as(user_id, Freshness::New).await?;
            Ok(format!("已取得操作人 {user_id} 的令牌"))
        };
        let count = async {
            let count = self
                .workflow_count((user_id, WorkflowList::Todo), &Map::new())
                .await?;
            Ok(format!("操作人 {user_id} 有 {count} 条待办"))
        };
        steps.push(timed(CheckStage::Register, register).await);
        for (stage, step) in [
            (
                CheckStage::ApplyToken,
                Box::pin(apply) as std::pin::Pin<Box<dyn Future<Output = _> + Send>>,
            ),
            (CheckStage::TodoCount, Box::pin(count)),
        ] {
            let went_well = steps.iter().all(|step| step.state == StepState::Passed);
            steps.push(match went_well {
                true => timed(stage, step).await,
                false => CheckStep::skipped(stage, "前一步没有成功"),
            });
        }
    }

    async fn check_persons(&self) -> Result<String, OaFault> {
        let query = HrmQuery {
            list: HrmList::Persons,
            closed: false,
            modified_since: None,
            page_size: self.connection.hrm.page_size,
        };
        let page = self.organisation_page(query, 1).await?;
        Ok(format!("共 {} 人", page.total))
    }
}
