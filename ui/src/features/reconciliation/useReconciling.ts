/** Asks the engine to compare, part by part, until everything was looked at or enough was found. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "@/shared/api/client";
import type { Reconciliation } from "@/shared/api/types";

/** As many are shown, and pushed again at once; what is beyond is found by comparing again. */
export const MOST_FOUND = 300;

export interface Question {
  targetId: number;
  persons: string[];
}

export interface Found extends Reconciliation {
  question: Question;
}

export function useReconciling() {
  const [found, setFound] = useState<Found | null>(null);
  const gone = useRef(false);
  // Whoever leaves the screen does not want the rest.
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const asking = useMutation({
    mutationFn: async (question: Question) => {
      const whole: Found = { question, persons: [], differences: [], next: null };
      setFound(null);
      do {
        const part: Reconciliation = await api.post<Reconciliation>(
          `/api/v1/targets/${question.targetId}/reconciliation`,
          { persons: question.persons, after: whole.next },
        );
        whole.persons.push(...part.persons);
        whole.differences.push(...part.differences);
        whole.next = part.next;
        setFound({ ...whole });
      } while (!gone.current && whole.next !== null && whole.differences.length < MOST_FOUND);
    },
  });
  return { found, asking };
}
