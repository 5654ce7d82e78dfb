//! placeholder until infra
