/** The closed catalogues that lists and filters go through, in the order of the legend. */
import type { DataSet, Status } from "../api/types";

export const allStatuses: Status[] = ["pending", "success", "failed", "ignored", "noAnswer", "superseded"];
export const allDataSets: DataSet[] = ["todo", "done", "closed", "deleted"];
