/** Configuration export and import (配置导入导出, row D4). */
import { Export } from "./Export";
import { Import } from "./Import";
import "./configuration.css";

export function Configuration() {
  return (
    <div className="configuration">
      <Export />
      <Import />
    </div>
  );
}
