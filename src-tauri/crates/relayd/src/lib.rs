//! relayd
