-- Batches are forgotten after some time.
CREATE INDEX intake_batch_received ON intake_batch (received_at_ms);
