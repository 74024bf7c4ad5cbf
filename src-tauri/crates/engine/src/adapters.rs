//! Custom adapters (row S7): scripts kept as files, `adapters/{class}/{version}.rhai` in the data directory. A version
//! is never changed, a new one is put beside it; a target names the version that it runs.
//!
//! The files are the truth. They are read anew whenever they are asked about, so that a script that was put there by
//! hand is seen, one that does not compile with its fault.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::fields::FieldError;
use domain::ids::TargetId;
use domain::target::{AdapterRef, PushType, TargetConfig};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::table::audit::ObjectKind;
use suites::{Adapter, AdapterFault, PushTypeSpec};

use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;

/// Folder of the scripts, in the data directory.
pub const ADAPTERS_DIRECTORY: &str = "adapters";
const EXTENSION: &str = "rhai";
/// What a deleted version is called.
const DELETED: &str = "deleted";
/// Most bytes of a script that are read; the compiler has a limit of its own below it.
const MOST_BYTES: u64 = 256 * 1024;
/// Highest number of a version.
const MOST_VERSIONS: u32 = 1_000_000;

/// One version of a class, compiled or not.
#[derive(Debug, Clone)]
struct Version {
    source: Arc<str>,
    compiled: Result<Arc<Adapter>, AdapterFault>,
}

type Classes = BTreeMap<String, BTreeMap<u32, Version>>;

/// Every adapter, compiled once for each version of its file.
#[derive(Debug)]
pub(crate) struct Shelf {
    folder: PathBuf,
    classes: Mutex<Classes>,
}

/// A class with its versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdapterClass {
    /// 实现类
    pub class: String,
    /// Oldest first.
    pub versions: Vec<AdapterVersion>,
}

/// One version of an adapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdapterVersion {
    /// Counts from 1.
    pub version: u32,
    /// Its parameters, as the catalogue has those of the built-in push types; nothing when it does not compile.
    pub spec: Option<PushTypeSpec>,
    /// Why it does not compile.
    pub fault: Option<AdapterFault>,
    /// Targets that run it.
    pub used_by: Vec<TargetId>,
}

/// The text of one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdapterSource {
    /// 实现类
    pub class: String,
    /// Which version.
    pub version: u32,
    /// The script.
    pub source: String,
}

/// A script to be kept as a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAdapter {
    /// 实现类: words of letters, digits and underscores, joined by dots.
    pub class: String,
    /// The script.
    pub source: String,
}

/// What the compiler says of a script.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdapterCheck {
    /// What is wrong; empty when it compiles.
    pub faults: Vec<AdapterFault>,
    /// Its parameters, when it compiles.
    pub spec: Option<PushTypeSpec>,
}

impl Shelf {
    pub(crate) fn new(data: &Path) -> Self {
        Self {
            folder: data.join(ADAPTERS_DIRECTORY),
            classes: Mutex::default(),
        }
    }

    fn classes(&self) -> MutexGuard<'_, Classes> {
        self.classes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the folder; compiles what is new or has changed. Cost: one read of every file; blocks.
    pub(crate) fn read(&self) -> io::Result<()> {
        let mut classes = self.classes();
        let mut found = Classes::new();
        for class in names(&self.folder)? {
            let folder = self.folder.join(&class);
            if Adapter::check_class(&class).is_err() || !folder.is_dir() {
                continue;
            }
            for file in names(&folder)? {
                let number = file
                    .strip_suffix(EXTENSION)
                    .and_then(|stem| stem.strip_suffix('.'));
                let Some(version) = number.and_then(|number| number.parse().ok()).filter(is_version) else {
                    continue;
                };
                let source = match read_script(&folder.join(&file)) {
                    Ok(source) => source,
                    // One file that cannot be read is the trouble of those who run it.
                    Err(error) => {
                        let fault = AdapterFault {
                            line: None,
                            column: None,
                            message: format!("the file cannot be read: {error}"),
                        };
                        let entry = Version {
                            source: "".into(),
                            compiled: Err(fault),
                        };
                        found.entry(class.clone()).or_default().insert(version, entry);
                        continue;
                    }
                };
                let known = classes.get_mut(&class).and_then(|known| known.remove(&version));
                let entry = match known {
                    Some(known) if *known.source == *source => known,
                    _ => compile(&class, version, &source),
                };
                found.entry(class.clone()).or_default().insert(version, entry);
            }
        }
        *classes = found;
        Ok(())
    }

    /// The adapter that a configuration names.
    ///
    /// # Errors
    /// `/adapter/class` or `/adapter/version` when there is none, or it does not compile; the message then has the
    /// line and the column.
    pub(crate) fn find(&self, wanted: &AdapterRef) -> Result<Arc<Adapter>, FieldError> {
        let wrong = |path: &str, code: &str, message: String| FieldError {
            path: path.to_owned(),
            code: code.to_owned(),
            message,
        };
        let classes = self.classes();
        let versions = classes.get(wanted.class.trim()).ok_or_else(|| {
            let message = format!("there is no adapter of the class {}", wanted.class);
            wrong("/adapter/class", "ADAPTER_NOT_FOUND", message)
        })?;
        let found = match wanted.version {
            Some(version) => versions.get(&version),
            None => versions.last_key_value().map(|(_, newest)| newest),
        };
        let found = found.ok_or_else(|| {
            let message = format!("there is no such version of {}", wanted.class);
            wrong("/adapter/version", "ADAPTER_NOT_FOUND", message)
        })?;
        found
            .compiled
            .clone()
            .map_err(|fault| wrong("/adapter/class", "ADAPTER_DOES_NOT_COMPILE", fault.to_string()))
    }

    /// The adapter of a custom configuration, whose version is filled in; nothing for all others.
    ///
    /// # Errors
    /// As [`Shelf::find`].
    pub(crate) fn resolve(&self, config: &mut TargetConfig) -> Result<Option<Arc<Adapter>>, FieldError> {
        match &mut config.adapter {
            Some(wanted) if config.push_type == PushType::Custom && !wanted.class.trim().is_empty() => {
                let found = self.find(wanted)?;
                wanted.class = found.class().to_owned();
                wanted.version = Some(found.version());
                Ok(Some(found))
            }
            _ => Ok(None),
        }
    }

    /// Writes a new version; it is on disk when this returns. Blocks.
    fn add(&self, class: &str, source: &str) -> io::Result<u32> {
        let mut classes = self.classes();
        let versions = classes.entry(class.to_owned()).or_default();
        let version = highest(&self.folder.join(class))? + 1;
        if !is_version(&version) {
            return Err(io::Error::other("there are no more numbers for versions"));
        }
        self.write(class, version, source)?;
        versions.insert(version, compile(class, version, source));
        Ok(version)
    }

    /// Writes the script of a version that is not there. Blocks.
    pub(crate) fn put(&self, class: &str, version: u32, source: &str) -> io::Result<()> {
        let mut classes = self.classes();
        self.write(class, version, source)?;
        let versions = classes.entry(class.to_owned()).or_default();
        versions.insert(version, compile(class, version, source));
        Ok(())
    }

    fn write(&self, class: &str, version: u32, source: &str) -> io::Result<()> {
        let folder = self.folder.join(class);
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{version}.{EXTENSION}"));
        let unfinished = folder.join(format!(".{version}.{EXTENSION}.new"));
        let mut file = fs::File::create(&unfinished)?;
        file.write_all(source.as_bytes())?;
        file.sync_all()?;
        fs::rename(&unfinished, &path)?;
        #[cfg(unix)]
        fs::File::open(&folder)?.sync_all()?;
        Ok(())
    }

    pub(crate) fn remove(&self, class: &str, version: u32) -> io::Result<()> {
        let mut classes = self.classes();
        let file = |extension: &str| self.folder.join(class).join(format!("{version}.{extension}"));
        // Its number is never given again: the log and the trail speak of it.
        fs::rename(file(EXTENSION), file(DELETED))?;
        if let Some(versions) = classes.get_mut(class) {
            versions.remove(&version);
            if versions.is_empty() {
                classes.remove(class);
            }
        }
        Ok(())
    }
}

/// Whether a number can be one of a version.
pub(crate) fn is_version(version: &u32) -> bool {
    (1..=MOST_VERSIONS).contains(version)
}

/// The highest number that a version of a class has ever had; 0 when there was none.
fn highest(folder: &Path) -> io::Result<u32> {
    let number = |file: &String| file.split('.').next()?.parse::<u32>().ok();
    Ok(names(folder)?.iter().filter_map(number).max().unwrap_or(0))
}

fn read_script(path: &Path) -> io::Result<String> {
    if fs::metadata(path)?.len() > MOST_BYTES {
        return Err(io::Error::other(format!("it is longer than {MOST_BYTES} bytes")));
    }
    Ok(String::from_utf8_lossy(&fs::read(path)?).into_owned())
}

fn compile(class: &str, version: u32, source: &str) -> Version {
    Version {
        source: source.into(),
        compiled: Adapter::compile(class, version, source).map(Arc::new),
    }
}

/// Names in a folder, sorted; none when it is not there.
fn names(folder: &Path) -> io::Result<BTreeSet<String>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(error),
    }
}

const NO_ADAPTER: EngineError = EngineError::NotFound { what: "adapter" };

impl Engine {
    /// Does something with the files of the adapters, off the async threads.
    pub(crate) async fn with_shelf<R: Send + 'static>(
        &self,
        job: impl FnOnce(&Shelf) -> io::Result<R> + Send + 'static,
    ) -> Result<R, EngineError> {
        let shelf = Arc::clone(&self.inner.adapters);
        let done = tokio::task::spawn_blocking(move || job(&shelf)).await;
        let done = done.map_err(|error| EngineError::Internal {
            detail: error.to_string(),
        })?;
        done.map_err(|error| EngineError::Unavailable {
            detail: format!("the adapters' files: {error}"),
        })
    }

    /// Every class with its versions.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub async fn adapters(&self) -> Result<Vec<AdapterClass>, EngineError> {
        let classes = self
            .with_shelf(|shelf| {
                shelf.read()?;
                Ok(shelf.classes().clone())
            })
            .await?;
        let snapshot = self.inner.registry.now();
        let entry = |class: &str, version: u32, entry: &Version| AdapterVersion {
            version,
            spec: entry.compiled.as_ref().ok().map(|adapter| adapter.spec().clone()),
            fault: entry.compiled.as_ref().err().cloned(),
            used_by: snapshot
                .targets
                .values()
                .filter(|target| runs(target.config(), class, version))
                .map(|target| target.id())
                .collect(),
        };
        Ok(classes
            .iter()
            .map(|(class, versions)| AdapterClass {
                class: class.clone(),
                versions: versions
                    .iter()
                    .map(|(version, found)| entry(class, *version, found))
                    .collect(),
            })
            .collect())
    }

    /// The script of one version.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn adapter_source(&self, class: String, version: u32) -> Result<AdapterSource, EngineError> {
        let found = self
            .with_shelf(move |shelf| {
                shelf.read()?;
                let classes = shelf.classes();
                let found = classes.get(&class).and_then(|versions| versions.get(&version));
                let source = found.map(|found| found.source.to_string());
                Ok(source.map(|source| AdapterSource {
                    class: class.clone(),
                    version,
                    source,
                }))
            })
            .await?;
        found.ok_or(NO_ADAPTER)
    }

    /// Every script that can be read, by class and version. Cost: one read of every file.
    pub(crate) async fn adapter_sources(&self) -> Result<BTreeMap<(String, u32), Arc<str>>, EngineError> {
        self.with_shelf(|shelf| {
            shelf.read()?;
            let classes = shelf.classes();
            let versions = classes.iter().flat_map(|(class, versions)| {
                versions
                    .iter()
                    .map(|(version, found)| ((class.clone(), *version), Arc::clone(&found.source)))
            });
            Ok(versions.collect())
        })
        .await
    }

    /// What the compiler says of a script; nothing is kept.
    pub fn check_adapter(&self, source: &str) -> AdapterCheck {
        let spec = Adapter::compile("unnamed", 1, source).ok();
        AdapterCheck {
            faults: suites::check_adapter(source),
            spec: spec.map(|adapter| adapter.spec().clone()),
        }
    }

    /// Keeps a script as the next version of its class.
    ///
    /// # Errors
    /// [`EngineError::Invalid`]: `/class` when it is no class name, `/source` with line and column when it does not
    /// compile.
    pub async fn create_adapter(&self, by: &Actor, new: NewAdapter) -> Result<AdapterSource, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let NewAdapter { class, source } = new;
            Adapter::check_class(&class)
                .map_err(|fault| EngineError::field("/class", "INVALID_CLASS", &fault.message))?;
            if let Err(fault) = Adapter::compile(&class, 1, &source) {
                let message = fault.to_string();
                return Err(EngineError::field(
                    "/source",
                    "ADAPTER_DOES_NOT_COMPILE",
                    &message,
                ));
            }
            let (its_class, its_source) = (class.clone(), source.clone());
            let version = engine
                .with_shelf(move |shelf| {
                    shelf.read()?;
                    shelf.add(&its_class, &its_source)
                })
                .await?;
            let after = json!({ "class": class, "version": version, "source": source });
            let noted = by.created(ObjectKind::Adapter, (&class, &class), after);
            engine.inner.note(noted).await?;
            Ok(AdapterSource {
                class,
                version,
                source,
            })
        })
        .await
    }

    /// Deletes one version of an adapter.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Conflict`] while a target runs it.
    pub async fn delete_adapter(&self, by: &Actor, class: String, version: u32) -> Result<(), EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let before = engine.adapter_source(class.clone(), version).await?;
            let snapshot = engine.inner.registry.now();
            let user = snapshot
                .targets
                .values()
                .find(|target| runs(target.config(), &class, version));
            if let Some(target) = user {
                return Err(EngineError::Conflict {
                    code: "ADAPTER_IN_USE",
                    detail: format!("the target {} runs this version", target.config().name),
                });
            }
            let noted = by.deleted(ObjectKind::Adapter, (&class, &class), json!(before));
            engine
                .with_shelf(move |shelf| shelf.remove(&class, version))
                .await?;
            engine.inner.note(noted).await
        })
        .await
    }
}

fn runs(config: &TargetConfig, class: &str, version: u32) -> bool {
    let adapter = config.adapter.as_ref();
    adapter.is_some_and(|adapter| adapter.class == class && adapter.version == Some(version))
}
